"""The one SQLite file: opened for its owner alone, written by one writer at a time.

WAL, ``synchronous=FULL`` and ``BEGIN IMMEDIATE`` (security.md, rule 11): a row that was
acknowledged survives a killed process, and no read is ever upgraded to a write.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from server.errors import LaterError, RightHandleError

from .migrations import MIGRATIONS

FILE = "right-handle.db"
BUSY_MS = 2000
_UNWRITABLE = ("full", "readonly", "disk I/O", "unable to open")

Value = str | int | bytes | None


class Database:
    """Connections of one process to the file, one for each thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        elif path.stat().st_mode & 0o077:
            path.chmod(0o600)
        with _sentences():
            self._migrate()

    def query(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """Read rows."""
        with _sentences():
            return self._connection().execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        """Read the first row, or None."""
        rows = self.query(sql, values)
        return rows[0] if rows else None

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[sqlite3.Row]:
        """Read rows one after the other, for tables that may be long."""
        with _sentences():
            yield from self._connection().execute(sql, values)

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Write, inside ``write()``. Answers how many rows it touched."""
        return self._connection().execute(sql, values).rowcount

    @contextmanager
    def write(self, *, wait_ms: int = BUSY_MS) -> Iterator[None]:
        """One write transaction; nested ones join the outer. Raises ``busy`` (503) after the wait."""
        connection = self._connection()
        if connection.in_transaction:
            yield
            return
        with _sentences():
            if wait_ms != BUSY_MS:
                connection.execute(f"PRAGMA busy_timeout={wait_ms:d}")
            try:
                connection.execute("BEGIN IMMEDIATE")
            finally:
                if wait_ms != BUSY_MS:
                    connection.execute(f"PRAGMA busy_timeout={BUSY_MS:d}")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back already; then there is nothing left to undo.
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def meta(self, name: str) -> str | None:
        """One of the file's own values."""
        row = self.one("SELECT value FROM meta WHERE name = ?", (name,))
        return str(row["value"]) if row else None

    def set_meta(self, name: str, value: str | None) -> None:
        """Set one of the file's own values, or take it away."""
        with self.write():
            if value is None:
                self.execute("DELETE FROM meta WHERE name = ?", (name,))
            else:
                self.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))

    def damage(self) -> str | None:
        """What SQLite itself finds wrong with the file, or None."""
        with _sentences():
            found = str(self._connection().execute("PRAGMA quick_check(1)").fetchone()[0])
        return None if found == "ok" else found

    def close(self) -> None:
        """Close every connection of this process."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._local = threading.local()

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = sqlite3.connect(
                self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
            )
            found.row_factory = sqlite3.Row
            found.execute("PRAGMA journal_mode=WAL")
            found.execute("PRAGMA synchronous=FULL")
            found.execute("PRAGMA foreign_keys=ON")
            if sys.platform == "darwin":
                found.execute("PRAGMA fullfsync=ON")
            self._local.connection = found
            with self._lock:
                self._all.append(found)
        return found

    def _migrate(self) -> None:
        if self._version() == len(MIGRATIONS):
            return
        with self.write():
            done = self._version()
            if done > len(MIGRATIONS):
                raise RightHandleError(
                    "newer_database",
                    f"{self.path} was written by a newer Right Handle. Update this one.",
                    status=500,
                )
            for number, statements in enumerate(MIGRATIONS[done:], start=done + 1):
                for statement in statements:
                    self.execute(statement)
                self.execute(f"PRAGMA user_version = {number:d}")

    def _version(self) -> int:
        return int(self._connection().execute("PRAGMA user_version").fetchone()[0])


class DamagedError(RightHandleError):
    """The file is not a database any more."""

    def __init__(self, found: str) -> None:
        super().__init__("database_damaged", f"The database is damaged ({found}).", status=500)


class UnwritableError(LaterError):
    """Nothing can be written now: the disk is full, failing, or read-only."""

    def __init__(self, said: str) -> None:
        super().__init__(
            "not_recorded", f"This can’t be recorded ({said}). See: python -m server doctor", retry_after=30
        )


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise LaterError(
                "busy", "Another program holds the database. Try again.", retry_after=1
            ) from None
        if any(sign in said for sign in _UNWRITABLE):
            raise UnwritableError(said) from None
        raise DamagedError(said) from None
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise DamagedError(str(error)) from None
