"""`make run` itself, on a screen, with each browser: from the command to the watched page and back."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsers.companion import ROOT, environment, free_port, paired
from tests.browsers.driver.page import until
from tests.browsers.screen import Screen

_LAGOON = (0x0D, 0x56, 0x5C)
"""The colour of the practice page's company account (look.md): its frame is drawn round the composer."""


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    """A screen that nobody sees."""
    made = Screen(tmp_path_factory.mktemp("screen"))
    yield made
    made.close()


class Run:
    """One `make run` in a process group of its own, as a terminal would start it."""

    def __init__(self, folder: Path, port: int, **variables: str) -> None:
        self.home = folder / "home"
        self.port = port
        self._log = folder / f"{len(list(folder.iterdir()))}.log"
        self._variables = environment(self.home, **variables)
        for name in ("DISPLAY", "WAYLAND_DISPLAY"):
            if name not in variables:
                self._variables.pop(name, None)
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                ["make", "--no-print-directory", "run", f"ARGS=--port {port}"],
                cwd=ROOT,
                env=self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def printed(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def code(self) -> str | None:
        """Answers the code that lies beside the browser's extension, None where there is none."""
        for file in self.home.glob("profiles/*/extension/pairing.json"):
            with contextlib.suppress(OSError, ValueError):  # deleted, or half written
                assert file.stat().st_mode & 0o777 == 0o600
                assert file.parent.stat().st_mode & 0o777 == 0o700
                return str(json.loads(file.read_text(encoding="utf-8"))["code"])
        return None

    def browsers(self) -> list[str]:
        """Answers the names of the browsers that are connected."""
        done = subprocess.run(
            [ROOT / ".venv/bin/python", "-m", "server", "key", "list", "--json"],
            cwd=ROOT,
            env=self._variables,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return paired(done.stdout) if done.returncode == 0 else []

    def interrupt(self) -> int:
        """Presses Ctrl-C: every process of the group gets the signal."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(30)

    def end(self) -> None:
        """Leaves nothing behind where a test failed."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(15)


def processes_of(folder: Path) -> dict[int, str]:
    """Answers the command lines of all processes that name `folder`."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                if str(folder) in line and (entry / "stat").read_text().split(") ")[1][0] != "Z":
                    found[int(entry.name)] = line
    return found


@pytest.mark.parametrize("choice", ["chromium", "firefox"])
def test_make_run_opens_a_paired_browser_and_ctrl_c_ends_everything(
    tmp_path: Path, screen: Screen, choice: str
) -> None:
    run = Run(tmp_path, free_port(), DISPLAY=screen.display, RIGHT_HANDLE_BROWSER=choice)
    try:
        code = until(run.code, f"the code file: {run.printed}", seconds=40)
        until(run.browsers, f"a paired browser: {run.printed}", seconds=60)
        for line in processes_of(run.home).values():
            assert code not in line, "every user of the machine can read a command line"
        until(lambda: run.code() is None, "the code file deleted")
        until(lambda: screen.shows_line(*_LAGOON, length=300), "the account’s frame on screen", seconds=30)

        second = Run(tmp_path, run.port, DISPLAY=screen.display, RIGHT_HANDLE_BROWSER=choice)
        assert second.process.wait(30) == 0
        assert "already running" in second.printed
        assert f"http://127.0.0.1:{run.port}" in second.printed

        ended = run.interrupt()
        assert ended in {0, -signal.SIGINT}, ended  # make ends itself by the signal it got
        assert "***" not in run.printed
        assert "Traceback" not in run.printed
        until(lambda: not processes_of(run.home), "every process ended")
    finally:
        run.end()


def test_without_a_screen_it_prints_the_address_and_the_steps(tmp_path: Path) -> None:
    run = Run(tmp_path, free_port())
    try:
        until(lambda: "chrome://extensions" in run.printed, f"the steps: {run.printed}", seconds=30)
        assert f"http://127.0.0.1:{run.port}" in run.printed
        assert "about:debugging" in run.printed
        assert run.interrupt() in {0, -signal.SIGINT}
        assert "***" not in run.printed
    finally:
        run.end()


def test_without_a_browser_it_says_so_and_prints_the_steps(tmp_path: Path, screen: Screen) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("make", "sh", "env", "touch", "python3"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    run = Run(tmp_path, free_port(), DISPLAY=screen.display, PATH=str(tools))
    try:
        until(lambda: "chrome://extensions" in run.printed, f"the steps: {run.printed}", seconds=30)
        assert "was found" in run.printed
        assert run.interrupt() in {0, -signal.SIGINT}
    finally:
        run.end()
