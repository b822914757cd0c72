"""Pairing: a code shown by the companion becomes a secret that both sides hold (contract, Keys).

Codes lie sealed in the database, so that `python -m server pair` serves a running companion. Each is
good once and for five minutes; the one that opens the settings page for one minute.
"""

from __future__ import annotations

import base64
import secrets
import threading
import time
from typing import Literal, NamedTuple

from server.errors import LaterError, RightHandleError
from server.store.database import Database

from . import rh1
from .encoding import from_text, to_text
from .keys import Key, Keys, Role
from .vault import Vault

CODE_SECONDS = 300
PAGE_CODE_SECONDS = 60
_CODE_CHARACTERS = 26
_GROUPS = (5, 5, 5, 5, 6)
_FREE_TRIES = 5
_LONGEST_WAIT = 60.0
_FORGIVEN_AFTER = 300.0

Purpose = Literal["pair", "page"]


class Paired(NamedTuple):
    """What the companion answers: its own proof, and the key that both now share."""

    key: Key
    server_nonce: str
    proof: str


class Tries:
    """Counts wrong codes; after five the next try has to wait, twice as long each time, up to a minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wrong = 0
        self._last = 0.0

    def may_try(self) -> None:
        """Raises ``too_many_tries`` (429) while the wait lasts."""
        with self._lock:
            wait = self._last + self._pause() - time.monotonic()
        if wait > 0:
            seconds = int(wait) + 1
            raise LaterError(
                "too_many_tries", f"Too many wrong codes. Wait {seconds} s.", status=429, retry_after=seconds
            )

    def wrong(self) -> None:
        """Count a wrong code."""
        with self._lock:
            now = time.monotonic()
            self._wrong = self._wrong + 1 if now - self._last < _FORGIVEN_AFTER else 1
            self._last = now

    def right(self) -> None:
        """A right code ends the count."""
        with self._lock:
            self._wrong = 0

    def _pause(self) -> float:
        over = self._wrong - _FREE_TRIES
        return min(2.0**over, _LONGEST_WAIT) if over >= 0 else 0.0


class Pairing:
    """Shows codes and turns them into keys."""

    def __init__(self, database: Database, vault: Vault, keys: Keys) -> None:
        self._database = database
        self._vault = vault
        self._keys = keys
        self._tries = Tries()

    def new_code(self, purpose: Purpose = "pair") -> str:
        """A fresh code of 130 bits, in its groups."""
        code = base64.b32encode(secrets.token_bytes(20)).decode()[:_CODE_CHARACTERS]
        code_id = secrets.token_hex(8)
        seconds = PAGE_CODE_SECONDS if purpose == "page" else CODE_SECONDS
        now = _now()
        with self._database.write():
            self._database.execute("DELETE FROM codes WHERE expires_at <= ? OR created_at > ?", (now, now))
            self._database.execute(
                "INSERT INTO codes (code_id, purpose, sealed, created_at, expires_at) VALUES (?,?,?,?,?)",
                (code_id, purpose, self._vault.seal(code.encode(), code_id), now, now + seconds * 1000),
            )
        return in_groups(code)

    def pair(self, name: str, client_nonce: str, proof: str, *, role: Role, origin: str | None) -> Paired:
        """Turn a proved code into a key. Raises ``wrong_code`` (403) or ``too_many_tries`` (429)."""
        try:
            from_text(client_nonce, rh1.NONCE_BYTES)
        except ValueError:
            raise RightHandleError(
                "invalid", "The nonce must be 16 bytes in base64url without padding.", field="client_nonce"
            ) from None
        self._tries.may_try()
        code = self._take(client_nonce, proof, role)
        if code is None:
            self._tries.wrong()
            raise RightHandleError(
                "wrong_code", "That code is wrong, used or too old. Take a new one.", status=403
            )
        self._tries.right()
        server_nonce = to_text(secrets.token_bytes(rh1.NONCE_BYTES))
        secret = rh1.derive_secret(code, client_nonce, server_nonce)
        key = self._keys.add(name, role, origin, secret)
        return Paired(key, server_nonce, rh1.service_proof(code, client_nonce, server_nonce))

    def _take(self, client_nonce: str, proof: str, role: Role) -> str | None:
        """Use the code up that this proof was made with, or answer None."""
        now = _now()
        # A clock that was set back must not lengthen a code's life: one from the future counts as old.
        rows = self._database.query(
            "SELECT * FROM codes WHERE expires_at > ? AND created_at <= ?", (now, now)
        )
        for row in rows:
            if row["purpose"] == "page" and role != "page":
                continue
            code = self._vault.unseal(bytes(row["sealed"]), row["code_id"])
            if code is None or not rh1.same(rh1.client_proof(code.decode(), client_nonce), proof):
                continue
            with self._database.write():
                used = self._database.execute("DELETE FROM codes WHERE code_id = ?", (row["code_id"],))
            return code.decode() if used else None
        return None


def in_groups(code: str) -> str:
    """A code as it is shown: five groups with hyphens."""
    groups, start = [], 0
    for length in _GROUPS:
        groups.append(code[start : start + length])
        start += length
    return "-".join(groups)


def _now() -> int:
    return time.time_ns() // 1_000_000
