"""Opens the browser that `run` brings along: found, given its extension and code, and closed again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from server.errors import RightHandleError
from server.launcher import chromium, firefox
from server.launcher.extension import SOURCE, forget_code, private_copy
from server.launcher.find import CHOICE, Browser, find_browser, has_screen

CODE_LIFE = 300.0
"""Seconds that a pairing code is good for (contract.md, Keys): its file needn't outlive it."""

_GOODBYE = 8.0
"""Seconds that a browser gets to write its profile before it is ended."""


class Launched:
    """A browser that was opened and is ours to close."""

    def __init__(
        self, name: str, extension: Path, process: subprocess.Popen[bytes], pipe: chromium.Pipe | None
    ) -> None:
        self.name = name
        self._extension = extension
        self._process = process
        self._pipe = pipe
        self._expiry = threading.Timer(CODE_LIFE, self.paired)
        self._expiry.daemon = True
        self._expiry.start()

    def paired(self) -> None:
        """Deletes the code file: call it once the code has been used. Safe to call again."""
        self._expiry.cancel()
        forget_code(self._extension)

    def close(self) -> None:
        """Ends the browser, politely first, and whatever it started. Safe to call again."""
        self.paired()
        if self._pipe is not None:
            with suppress(RightHandleError, OSError):
                self._pipe.call("Browser.close")
            self._pipe.close()
            self._pipe = None
        elif self._process.poll() is None:
            self._process.terminate()
        try:
            self._process.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):  # nothing is left of its group
                os.killpg(self._process.pid, signal.SIGKILL)


def launch(port: int, home: Path, new_code: Callable[[], str], say: Callable[[str], None]) -> Launched | None:
    """Opens a browser on the practice page, with the extension loaded and a one-time code in it.

    Args:
        port: where the companion already listens on 127.0.0.1.
        home: the data folder; the browser's profile lives under `profiles/` in it.
        new_code: answers a fresh pairing code.
        say: takes one sentence for the person.

    Returns:
        The browser, or None where none could be opened; then the caller prints `steps_by_hand`.
    """
    choice = os.environ.get(CHOICE, "").strip().lower()
    if choice == "none":
        return None
    if not has_screen():
        say("There is no screen here, so no browser was opened.")
        return None
    browser = find_browser(choice)
    if browser is None:
        say(f"No {choice or 'browser that takes an unpacked extension'} was found.")
        return None
    try:
        return _open(browser, port, home, new_code)
    except (RightHandleError, OSError) as error:
        say(f"{browser.name} could not be opened: {error}")
        return None


def _open(browser: Browser, port: int, home: Path, new_code: Callable[[], str]) -> Launched:
    profile = home / "profiles" / browser.name.lower().replace(" ", "-")
    profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    address = f"http://127.0.0.1:{port}/practice"
    extension = private_copy(profile, port=port, code=new_code())
    pipe = None
    try:
        if browser.family == "chromium":
            process, pipe = chromium.start(browser.program, profile, extension, address)
        else:
            process = firefox.start(browser.program, profile, extension, address)
    except BaseException:
        shutil.rmtree(extension, ignore_errors=True)
        raise
    return Launched(browser.name, extension, process, pipe)


def steps_by_hand(port: int) -> str:
    """Says how to load the extension into a browser that can't be opened from here."""
    return (
        f"The practice page: http://127.0.0.1:{port}/practice\n"
        f"1. Chromium, Chrome, Edge: open chrome://extensions, switch on Developer mode, "
        f"choose Load unpacked and take {SOURCE}\n"
        f"   Firefox: open about:debugging#/runtime/this-firefox, choose Load Temporary Add-on "
        f"and take {SOURCE / 'manifest.json'}\n"
        f"2. Click Right Handle’s button and type the code above.\n"
    )
