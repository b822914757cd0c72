"""Nonces that were used: each is good once, also across a restart within its minute.

They are appended to a file beside the database without waiting for the disk: the page cache
outlives a killed process, and after a power cut no caller's clock stands still for a minute.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from .encoding import from_text
from .rh1 import CLOCK_SKEW_MS

_KEPT_MS = 2 * CLOCK_SKEW_MS
_RECORD = 24
_MOST = 200_000


class Nonces:
    """Remembers nonces for two minutes: a call may be a minute early and replayed a minute late."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._until: dict[bytes, int] = {}
        self._path = path
        self._file = -1
        self._room = _MOST
        if path is not None:
            self._read(path)
            self._rewrite()

    def use(self, nonce: str) -> bool:
        """Use a nonce up. False where it was used before."""
        raw = from_text(nonce, 16)
        until = time.time_ns() // 1_000_000 + _KEPT_MS
        with self._lock:
            if raw in self._until:
                return False
            self._until[raw] = until
            if self._file >= 0:
                # On a full disk the memory alone has to do: a call is not refused for want of a note.
                with suppress(OSError):
                    os.write(self._file, raw + until.to_bytes(8, "big"))
            if len(self._until) > self._room:
                self._forget_old()
                self._room = max(_MOST, 2 * len(self._until))
        return True

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1

    def _read(self, path: Path) -> None:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return
        now = time.time_ns() // 1_000_000
        for at in range(0, len(data) - _RECORD + 1, _RECORD):
            until = int.from_bytes(data[at + 16 : at + _RECORD], "big")
            if now < until <= now + 2 * _KEPT_MS:
                self._until[data[at : at + 16]] = until

    def _forget_old(self) -> None:
        now = time.time_ns() // 1_000_000
        self._until = {nonce: until for nonce, until in self._until.items() if until > now}
        self._rewrite()

    def _rewrite(self) -> None:
        if self._path is None:
            return
        if self._file >= 0:
            os.close(self._file)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        os.write(
            self._file, b"".join(nonce + until.to_bytes(8, "big") for nonce, until in self._until.items())
        )
