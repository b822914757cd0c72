"""Chromium, Chrome and Edge in a profile of their own, with the extension loaded over a pipe.

Branded Chrome and Edge ignore ``--load-extension``; ``Extensions.loadUnpacked`` over
``--remote-debugging-pipe`` works in all of them and opens no port (the DevTools protocol's own
description of the Extensions domain). Windows can't hand over the pipe's two files, so there only
Chromium itself is driven, by its command line.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from server.errors import RightHandleError
from server.launcher.process import start_quietly

_PATIENCE = 30.0
"""Seconds that a first start on a slow disk may take."""

_HAND_OVER = (
    "import os, sys\n"
    "reads, writes = int(sys.argv[1]), int(sys.argv[2])\n"
    "os.dup2(reads, 3); os.dup2(writes, 4); os.close(reads); os.close(writes)\n"
    "os.execv(sys.argv[3], sys.argv[3:])\n"
)
"""Chromium expects the pipe at files 3 and 4. Moving them in a process of its own is safe beside
the companion's threads, where ``preexec_fn`` is not."""


class Pipe:
    """The DevTools protocol over a pipe: JSON, each message ended by a zero byte."""

    def __init__(self, reads: int, writes: int) -> None:
        self._reads = reads
        self._writes = writes
        self._next = 0
        self._rest = b""

    def call(self, method: str, **params: object) -> dict[str, Any]:
        """Sends one command and answers its result, or raises with the browser's own words."""
        self._next += 1
        message = {"id": self._next, "method": method, "params": params}
        deadline = time.monotonic() + _PATIENCE
        try:
            os.write(self._writes, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise _gone() from None
        while True:
            answer = self._read(deadline)
            if answer.get("id") == message["id"]:
                break
        if "error" in answer:
            raise RightHandleError("browser_refused", f"{method}: {answer['error']['message']}", status=502)
        result: dict[str, Any] = answer["result"]
        return result

    def close(self) -> None:
        """Closes both ends, on which the browser ends too."""
        for end in (self._reads, self._writes):
            with suppress(OSError):
                os.close(end)

    def _read(self, deadline: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reads], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise RightHandleError("browser_silent", "The browser did not answer in time.", status=504)
            chunk = os.read(self._reads, 65536)
            if not chunk:
                raise _gone()
            self._rest += chunk
        first, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message


def start(
    program: Path, profile: Path, extension: Path, address: str
) -> tuple[subprocess.Popen[bytes], Pipe | None]:
    """Starts the browser on `address` with the extension in the folder `extension`."""
    # The last run's compiled worker would be taken for the present one: same folder, same version.
    shutil.rmtree(profile / "Default" / "Service Worker", ignore_errors=True)
    command = [
        str(program),
        f"--user-data-dir={profile}",
        "--no-first-run",
        "--no-default-browser-check",
        "--hide-crash-restore-bubble",
        "--disable-features=DisableLoadExtensionCommandLineSwitch",
    ]
    if sys.platform == "win32":
        return start_quietly([*command, f"--load-extension={extension}", address]), None
    if os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to start as root without it
    command += ["--remote-debugging-pipe", "--enable-unsafe-extension-debugging", "about:blank"]
    process, pipe = _with_pipe(command)
    try:
        pipe.call("Extensions.loadUnpacked", path=str(extension))
        blank = [
            target["targetId"]
            for target in pipe.call("Target.getTargets")["targetInfos"]
            if target["type"] == "page"
        ]
        pipe.call("Target.createTarget", url=address)
        for target in blank:
            pipe.call("Target.closeTarget", targetId=target)
    except BaseException:
        pipe.close()
        process.terminate()
        process.wait()
        raise
    return process, pipe


def _with_pipe(command: list[str]) -> tuple[subprocess.Popen[bytes], Pipe]:
    import fcntl

    to_browser, we_write = os.pipe()
    we_read, from_browser = os.pipe()
    # From 10 up, so that moving one of them to 3 or 4 can't overwrite the other.
    ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (to_browser, from_browser)]
    try:
        process = start_quietly(
            [sys.executable, "-I", "-c", _HAND_OVER, *map(str, ends), *command], pass_fds=ends
        )
    finally:
        for end in (to_browser, from_browser, *ends):
            os.close(end)
    return process, Pipe(we_read, we_write)


def _gone() -> RightHandleError:
    return RightHandleError("browser_gone", "The browser closed as soon as it was opened.", status=502)
