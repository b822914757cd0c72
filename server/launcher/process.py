"""One way to start a browser: silent, and out of the terminal's reach."""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path


def start_quietly(
    command: Sequence[str | Path], *, pass_fds: Collection[int] = ()
) -> subprocess.Popen[bytes]:
    """Starts `command` in its own session, so that the terminal's Ctrl-C reaches only the companion.

    Else the browser would be ended in the middle of writing its profile.
    """
    return subprocess.Popen(  # noqa: S603 — a program that find.py found, with arguments of ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=pass_fds,
        start_new_session=True,
    )
