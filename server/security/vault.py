"""The master key: in the system's key store, or in a file that only its owner can read.

One 32-byte key. Every other key is derived from it, and what the database keeps of a client's
secret is sealed under one of those. Which place was chosen, and a check value, stand in the
database, so that a store that is locked or out of reach is never mistaken for a first run.
"""

from __future__ import annotations

import hmac
import os
import secrets
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from server.errors import LaterError, RightHandleError
from server.store.database import Database

from . import keystore
from .encoding import from_text, to_text
from .rh1 import hkdf

if TYPE_CHECKING:
    from pathlib import Path

KEY_FILE = "key"
_PLACE, _CHECK = "key_place", "key_check"
_RETRY_SECONDS = 5.0

Place = Literal["system", "file"]


class Opened(NamedTuple):
    """The key, where it lies, and what is to be told about it."""

    master: bytes
    place: Place
    notice: str | None = None
    lost: bool = False
    orphaned: bool = False


class Vault:
    """Opens the master key once, tells why it can't, and derives what the others need."""

    def __init__(self, database: Database, home: Path) -> None:
        self._database = database
        self._file = home / KEY_FILE
        self._entry = str(home)
        self._opened: Opened | None = None
        self._why_not = ""
        self._lock = threading.Lock()
        self._retry_at = 0.0
        self.when_opened: Callable[[], None] = lambda: None

    @property
    def kind(self) -> Place:
        """Where the key lies, or would lie if it could be reached."""
        if self._opened is not None:
            return self._opened.place
        return "file" if self._database.meta(_PLACE) == "file" else "system"

    @property
    def notice(self) -> str | None:
        """What the person should know about the key, in one or two sentences."""
        return self._opened.notice if self._opened is not None else self._why_not or None

    @property
    def database_lost(self) -> bool:
        """Whether a key was waiting here although the database is new: an earlier one is gone."""
        return self._opened is not None and self._opened.orphaned

    @property
    def key_lost(self) -> bool:
        """Whether an earlier key is gone and this one was made in its place just now."""
        return self._opened is not None and self._opened.lost

    def open(self) -> bool:
        """Open the key, or make the first one. False where the store is locked or out of reach."""
        with self._lock:
            if self._opened is None:
                self._opened = self._find()
                if self._opened is not None:
                    self.when_opened()
        return self._opened is not None

    def open_soon(self) -> None:
        """Try once more beside the calls; a locked store is asked at most every five seconds."""
        now = time.monotonic()
        if now >= self._retry_at and not self._lock.locked():
            self._retry_at = now + _RETRY_SECONDS
            threading.Thread(target=self.open, daemon=True, name="key store").start()

    def key(self, purpose: str) -> bytes:
        """A 32-byte key for one purpose. Raises ``key_store_locked`` (503) while there is none."""
        opened = self._opened
        if opened is None:
            self.open_soon()
            raise LaterError(
                "key_store_locked", self._why_not or "The key store is being opened.", retry_after=5
            )
        return hkdf(opened.master, b"right-handle", purpose.encode())

    def seal(self, secret: bytes, label: str) -> bytes:
        """Encrypt a secret for the database (AES-256-GCM, bound to its label)."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(self.key("seal")).encrypt(nonce, secret, label.encode())

    def unseal(self, sealed: bytes, label: str) -> bytes | None:
        """Decrypt a secret of the database, or None where it was sealed under another key."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self.key("seal")).decrypt(sealed[:12], sealed[12:], label.encode())
        except (InvalidTag, ValueError):
            return None

    def _find(self) -> Opened | None:
        place = self._database.meta(_PLACE)
        reply = keystore.Reply("absent") if place == "file" else keystore.find_entry(self._entry)
        # Two processes that both find nothing must not make two keys.
        with self._database.write(wait_ms=8000):
            place = self._database.meta(_PLACE)
            if place == "file":
                return self._from_file(reply)
            if reply.outcome == "locked" or (place == "system" and reply.outcome == "absent"):
                self._why_not = (
                    f"{reply.why or 'The key store is out of reach.'} "
                    "Unlock it, or start Right Handle from your desktop session."
                )
                return None
            if reply.outcome == "absent":
                return self._from_file(reply)
            return self._from_system(reply)

    def _from_system(self, reply: keystore.Reply) -> Opened | None:
        master = _read(reply.value)
        if master is None:
            # Asked once more: another process may have kept the first key meanwhile.
            again = keystore.find_entry(self._entry)
            master = _read(again.value)
        if master is not None:
            return self._adopt(master, "system", None)
        master = secrets.token_bytes(32)
        kept = keystore.keep_entry(self._entry, to_text(master))
        if kept.outcome != "found":
            return self._from_file(kept) if self._database.meta(_PLACE) is None else None
        return self._adopt(master, "system", None, fresh=True)

    def _from_file(self, reply: keystore.Reply) -> Opened:
        why = f"{reply.why} " if reply.why else ""
        notice = f"{why}The key lies in the file {self._file}, readable by you alone."
        try:
            master = _read(self._file.read_text(encoding="ascii", errors="replace"))
        except FileNotFoundError:
            master = None
        if master is not None:
            _keep_private(self._file)
            return self._adopt(master, "file", notice)
        master = secrets.token_bytes(32)
        _write_private(self._file, to_text(master))
        return self._adopt(master, "file", notice, fresh=True)

    def _adopt(self, master: bytes, place: Place, notice: str | None, *, fresh: bool = False) -> Opened:
        check = to_text(hmac.digest(master, b"right-handle key check", "sha256"))
        before = self._database.meta(_CHECK)
        lost = before is not None and not hmac.compare_digest(before, check)
        orphaned = before is None and not fresh
        self._database.set_meta(_PLACE, place)
        self._database.set_meta(_CHECK, check)
        if lost:
            gone = "The earlier key is gone, so every browser must be connected again."
            notice = f"{gone} {notice}" if notice else gone
            self._database.execute("DELETE FROM keys")
            self._database.execute("DELETE FROM codes")
        self._why_not = ""
        return Opened(master, place, notice, lost=lost, orphaned=orphaned)


def _read(text: str) -> bytes | None:
    try:
        return from_text(text.strip(), 32)
    except ValueError:
        return None


def _write_private(path: Path, text: str) -> None:
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    try:
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise RightHandleError(
            "data_folder", f"The key file {path} can’t be written ({error.strerror}).", status=500
        ) from None


def _keep_private(path: Path) -> None:
    if path.stat().st_mode & 0o077:
        path.chmod(0o600)
