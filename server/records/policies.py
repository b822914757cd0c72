"""The policy in force, swapped whole: adopted by any process, in force in a running companion at once.

Every adopted document is kept. Where the last one can't be read any more, the one before it stays
in force and the fault is said, so that no check ever runs without rules.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import msgspec

from server.store.database import Database

if TYPE_CHECKING:
    from server.checking.engine import CompiledPolicy
    from server.checking.rules import Policy


class InForce(msgspec.Struct, frozen=True):
    """A compiled policy, when it was adopted (Unix milliseconds), and what is wrong with a newer one."""

    compiled: CompiledPolicy
    adopted_at: int
    fault: str | None = None


class Policies:
    """Keeps documents and answers the one in force."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._current: InForce | None = None
        self._mark = ""

    def adopt(self, document: bytes) -> InForce:
        """Put a document in force. Raises PolicyError with every fault, and changes nothing then."""
        from server.policy.examples import load_policy

        try:
            compiled = load_policy(document)
        except Exception as error:
            self._database.set_meta("policy_refused", f"{time.time_ns() // 1_000_000} {error}"[:2000])
            raise
        return InForce(compiled, self._keep(compiled.policy, document))

    def adopt_starter(self) -> None:
        """On a fresh start the small company's starter is in force; its examples were run by our tests."""
        from server.policy.document import read_policy
        from server.policy.starter import starter_bytes

        if self._database.one("SELECT 1 FROM policies") is None:
            document = starter_bytes()
            self._keep(read_policy(document), document)

    def current(self) -> InForce:
        """The policy in force, compiled once and read again only when another was adopted."""
        newest = self._database.one("SELECT sha256, adoption FROM policies ORDER BY adoption DESC LIMIT 1")
        mark = f"{newest['sha256']} {newest['adoption']}" if newest else ""
        with self._lock:
            if self._current is None or mark != self._mark:
                self._current, self._mark = self._load(), mark
            return self._current

    def refused(self) -> str | None:
        """Why the last adoption was refused, until one succeeds."""
        said = self._database.meta("policy_refused")
        return said.partition(" ")[2] if said else None

    def _keep(self, policy: Policy, document: bytes) -> int:
        now = time.time_ns() // 1_000_000
        with self._database.write():
            self._database.execute(
                "INSERT OR REPLACE INTO policies (sha256, title, version, document, adopted_at, adoption) "
                "VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(adoption), 0) + 1 FROM policies))",
                (policy.sha256, policy.title, policy.version, document, now),
            )
            self._database.set_meta("policy_refused", None)
        return now

    def _load(self) -> InForce:
        from server.checking.engine import compile_policy
        from server.policy.document import read_policy
        from server.policy.starter import starter_bytes

        fault = None
        for row in self._database.query("SELECT * FROM policies ORDER BY adoption DESC"):
            try:
                return InForce(compile_policy(read_policy(bytes(row["document"]))), row["adopted_at"], fault)
            except Exception as error:
                fault = fault or f"{row['title']} {row['version']} can’t be read: {error}"
        return InForce(compile_policy(read_policy(starter_bytes())), 0, fault)
