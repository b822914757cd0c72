"""Who signed which version of the policy: the signed copy for the staff file."""

from __future__ import annotations

import hmac
import sqlite3
import time

import msgspec

from server.errors import RightHandleError
from server.security.encoding import to_text
from server.security.vault import Vault
from server.store.database import Database


class Acknowledgement(msgspec.Struct, frozen=True, kw_only=True):
    """One signature. ``whole`` is false where the entry was changed after signing."""

    policy_sha256: str
    name: str
    at: int
    whole: bool


class Acknowledgements:
    """Keeps signatures, sealed so that an edited one is found."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def add(self, policy_sha256: str, name: str, key_id: str, *, in_force: str) -> Acknowledgement:
        """Sign the policy in force. Raises ``not_in_force`` (409) for any other."""
        if not hmac.compare_digest(policy_sha256.encode(), in_force.encode()):
            raise RightHandleError(
                "not_in_force",
                "That is not the policy in force. Read the present one, then sign it.",
                status=409,
                field="policy_sha256",
            )
        at = time.time_ns() // 1_000_000
        with self._database.write():
            self._database.execute(
                "INSERT INTO acknowledgements (policy_sha256, name, at, key_id, mac) VALUES (?,?,?,?,?)",
                (policy_sha256, name, at, key_id, self._seal(policy_sha256, name, at)),
            )
        return Acknowledgement(policy_sha256=policy_sha256, name=name, at=at, whole=True)

    def all(self) -> list[Acknowledgement]:
        """Every signature, newest first."""
        return [
            Acknowledgement(
                policy_sha256=row["policy_sha256"], name=row["name"], at=row["at"], whole=self._is_whole(row)
            )
            for row in self._database.query("SELECT * FROM acknowledgements ORDER BY id DESC")
        ]

    def signed(self, policy_sha256: str) -> bool:
        """Whether that version has a signature that is whole. Asked by every check: one row is read."""
        rows = self._database.each(
            "SELECT * FROM acknowledgements WHERE policy_sha256 = ? ORDER BY id DESC", (policy_sha256,)
        )
        return any(self._is_whole(row) for row in rows)

    def _is_whole(self, row: sqlite3.Row) -> bool:
        sealed = self._seal(row["policy_sha256"], row["name"], row["at"])
        return hmac.compare_digest(sealed.encode(), str(row["mac"]).encode())

    def _seal(self, policy_sha256: str, name: str, at: int) -> str:
        said = msgspec.json.encode((policy_sha256, name, at))
        return to_text(hmac.digest(self._vault.key("acknowledgement"), said, "sha256"))
