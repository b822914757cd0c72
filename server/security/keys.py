"""The keys of paired clients: a browser's extension, the settings page, a program.

Every call looks its key up afresh, so that one revoked by any process is refused at once. The
database holds secrets only sealed; the settings page's keys live in memory and end with it.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Literal

import msgspec

from server.errors import LaterError, RightHandleError
from server.store.database import Database

from .encoding import to_text
from .vault import Vault

Role = Literal["extension", "page", "program"]

PAGE_KEY_SECONDS = 12 * 3600
_NOTED_EVERY_MS = 60_000


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A client as its owner sees it. Times are Unix milliseconds."""

    key_id: str
    name: str
    role: Role
    origin: str | None
    created_at: int
    last_used_at: int | None


class _PageKey(msgspec.Struct):
    key: Key
    secret: bytes
    ends: float


class Keys:
    """Makes, finds, lists and revokes keys."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._pages: dict[str, _PageKey] = {}
        self._lock = threading.Lock()
        self.when_added: Callable[[Key], None] = lambda _: None

    def add(self, name: str, role: Role, origin: str | None, secret: bytes) -> Key:
        """Keep a new key; in force at once, in every process (a page's in this one only)."""
        key = Key(
            key_id=_new_id(),
            name=name,
            role=role,
            origin=origin,
            created_at=time.time_ns() // 1_000_000,
            last_used_at=None,
        )
        if role == "page":
            with self._lock:
                self._pages[key.key_id] = _PageKey(key, secret, time.monotonic() + PAGE_KEY_SECONDS)
            return key
        sealed = self._vault.seal(secret, key.key_id)
        with self._database.write():
            self._database.execute(
                "INSERT INTO keys (key_id, name, role, origin, sealed, created_at) VALUES (?,?,?,?,?,?)",
                (key.key_id, name, role, origin, sealed, key.created_at),
            )
        self.when_added(key)
        return key

    def find(self, key_id: str) -> tuple[Key, bytes] | None:
        """A key and its secret, or None where it was never given out, revoked, or has ended."""
        page = self._page(key_id)
        if page is not None:
            return page.key, page.secret
        row = self._database.one("SELECT * FROM keys WHERE key_id = ?", (key_id,))
        if row is None:
            return None
        secret = self._vault.unseal(bytes(row["sealed"]), key_id)
        return (_key(row), secret) if secret is not None else None

    def all(self) -> list[Key]:
        """Every key that is good now, oldest first."""
        with self._lock:
            pages = [one.key for one in self._pages.values() if one.ends > time.monotonic()]
        stored = [_key(row) for row in self._database.query("SELECT * FROM keys ORDER BY created_at")]
        return stored + pages

    def revoke(self, key_id: str) -> None:
        """Take a key away. Raises ``not_found`` (404) where there is none of that id."""
        with self._lock:
            if self._pages.pop(key_id, None) is not None:
                return
        with self._database.write():
            gone = self._database.execute("DELETE FROM keys WHERE key_id = ?", (key_id,))
        if not gone:
            raise RightHandleError("not_found", "No key has that id. See: key list", status=404)

    def origins(self) -> frozenset[str]:
        """The literal origins of paired extensions."""
        rows = self._database.query(
            "SELECT DISTINCT origin FROM keys WHERE role = 'extension' AND origin IS NOT NULL"
        )
        return frozenset(str(row["origin"]) for row in rows)

    def note_use(self, key: Key) -> None:
        """Note when a key was last used, to the minute: a list to look at, not a record to rely on."""
        now = time.time_ns() // 1_000_000
        if key.role == "page":
            with self._lock:
                page = self._pages.get(key.key_id)
                if page is not None:
                    page.key = msgspec.structs.replace(page.key, last_used_at=now)
            return
        if key.last_used_at is not None and abs(now - key.last_used_at) < _NOTED_EVERY_MS:
            return
        try:
            with self._database.write(wait_ms=0):
                self._database.execute("UPDATE keys SET last_used_at = ? WHERE key_id = ?", (now, key.key_id))
        except LaterError:
            # The next call notes it; this one must not wait for another program's lock.
            return

    def _page(self, key_id: str) -> _PageKey | None:
        with self._lock:
            page = self._pages.get(key_id)
            if page is not None and page.ends <= time.monotonic():
                del self._pages[key_id]
                return None
            return page


def _key(row: object) -> Key:
    return Key(**{name: row[name] for name in Key.__struct_fields__})  # type: ignore[index]  # sqlite3.Row


def _new_id() -> str:
    """An id that no command line takes for an option: its owner must be able to revoke it by typing it."""
    while (key_id := to_text(secrets.token_bytes(12))).startswith("-"):
        pass
    return key_id
