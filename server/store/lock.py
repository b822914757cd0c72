"""One companion for a data folder, by a lock that the system itself takes away when a process ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import msgspec

FILE = "lock"
_WINDOWS_BYTE = 1 << 30


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lock, as it wrote down itself."""

    port: int
    pid: int


class FolderLock:
    """The lock of one folder, held until closed."""

    def __init__(self, home: Path) -> None:
        self._path = home / FILE
        self._file = -1

    def take(self) -> bool:
        """Take the lock. False where a running companion has it."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(file):
            os.close(file)
            return False
        self._file = file
        os.ftruncate(file, 0)
        return True

    def write(self, port: int) -> None:
        """Note where the companion listens, for a second one to say."""
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, msgspec.json.encode(Holder(port, os.getpid())))

    def holder(self) -> Holder | None:
        """Who holds it, where that was noted."""
        with contextlib.suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode(self._path.read_bytes(), type=Holder)
        return None

    def held(self) -> bool:
        """Whether a running companion holds it just now."""
        if not self._path.exists():
            return False
        file = os.open(self._path, os.O_RDWR)
        try:
            return not _lock(file)
        finally:
            os.close(file)

    def close(self) -> None:
        """Let go."""
        if self._file >= 0:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1


def _lock(file: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _WINDOWS_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
