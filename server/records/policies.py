"""The policy in force, swapped whole: adopted by any process, in force in a running companion at once.

Every adopted document is kept. Where the last one can't be read any more, the one before it stays
in force and the fault is said, so that no check ever runs without rules.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

import msgspec

from server.errors import RightHandleError
from server.store.database import Database

from .moment import moment

if TYPE_CHECKING:
    from server.checking.engine import CompiledPolicy
    from server.checking.rules import Policy

_MOST_READY = 2
"""The one in force and the one that somebody is writing."""


class InForce(msgspec.Struct, frozen=True):
    """A compiled policy, when it was adopted (Unix milliseconds), and what is wrong with a newer one."""

    compiled: CompiledPolicy
    adopted_at: int
    fault: str | None = None


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was adopted once, and when it last was (Unix milliseconds)."""

    sha256: str
    title: str
    version: str
    adopted_at: int
    in_force: bool


class Policies:
    """Keeps documents and answers the one in force."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._current: InForce | None = None
        self._mark = ""
        self._ready: OrderedDict[str, CompiledPolicy] = OrderedDict()

    def ready(self, document: bytes) -> CompiledPolicy:
        """A document whose examples all hold, compiled. Raises PolicyError with every fault.

        The last few are kept: whoever writes one tries it, looks at its effect, and adopts it.
        """
        from server.policy.examples import load_policy

        sha256 = hashlib.sha256(document).hexdigest()
        with self._lock:
            found = self._ready.get(sha256)
        if found is None:
            found = load_policy(document)
        with self._lock:
            self._ready[sha256] = found
            self._ready.move_to_end(sha256)
            while len(self._ready) > _MOST_READY:
                self._ready.popitem(last=False)
        return found

    def adopt(self, document: bytes, base: str | None = None) -> InForce:
        """Put a document in force; an earlier version is adopted again in the same way.

        ``base`` is the SHA-256 of the version that was in force when the person began.

        Raises:
            PolicyError: with every fault.
            RightHandleError: ``changed_meanwhile`` (409) where another version is in force than ``base``.
                In both cases nothing has changed.
        """
        self._still(base)
        try:
            compiled = self.ready(document)
        except Exception as error:
            self._database.set_meta("policy_refused", f"{time.time_ns() // 1_000_000} {error}"[:2000])
            raise
        with self._database.write():
            # Judged again where nobody can come between: running the examples took its time.
            self._still(base)
            adopted = InForce(compiled, self._keep(compiled.policy, document))
            mark = self._newest()
        with self._lock:
            self._current, self._mark = adopted, mark
        return adopted

    def adopt_starter(self) -> None:
        """On a fresh start the small company's starter is in force; its examples were run by our tests."""
        from server.policy.document import read_policy
        from server.policy.starter import starter_bytes

        if self._database.one("SELECT 1 FROM policies") is None:
            document = starter_bytes()
            self._keep(read_policy(document), document)

    def current(self) -> InForce:
        """The policy in force, compiled once and read again only when another was adopted."""
        mark = self._newest()
        with self._lock:
            if self._current is None or mark != self._mark:
                self._current, self._mark = self._load(), mark
            return self._current

    def versions(self) -> list[Version]:
        """Every document that was adopted, the last adopted first."""
        in_force = self.current().compiled.policy.sha256
        return [
            Version(**dict(row), in_force=row["sha256"] == in_force)
            for row in self._database.query(
                "SELECT sha256, title, version, adopted_at FROM policies ORDER BY adoption DESC"
            )
        ]

    def document(self, sha256: str) -> bytes:
        """The exact bytes that were adopted. Raises ``unknown_version`` (404)."""
        row = self._database.one("SELECT document FROM policies WHERE sha256 = ?", (sha256,))
        if row is None:
            raise RightHandleError(
                "unknown_version", "No version of the policy has that SHA-256.", status=404, field="sha256"
            )
        return bytes(row["document"])

    def refused(self) -> str | None:
        """Why the last adoption was refused, until one succeeds."""
        said = self._database.meta("policy_refused")
        return said.partition(" ")[2] if said else None

    def _still(self, base: str | None) -> None:
        if base is None:
            return
        now = self.current()
        if now.compiled.policy.sha256 != base:
            raise RightHandleError(
                "changed_meanwhile",
                f"Another version was adopted {moment(now.adopted_at)}. Compare before you adopt.",
                status=409,
                field="base_sha256",
            )

    def _newest(self) -> str:
        """What changes with every adoption, whoever adopted."""
        newest = self._database.one("SELECT sha256, adoption FROM policies ORDER BY adoption DESC LIMIT 1")
        return f"{newest['sha256']} {newest['adoption']}" if newest else ""

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
        for row in self._database.query("SELECT sha256 FROM policies ORDER BY adoption DESC"):
            kept = self._database.one("SELECT * FROM policies WHERE sha256 = ?", (row["sha256"],))
            if kept is None:
                continue
            try:
                return InForce(
                    compile_policy(read_policy(bytes(kept["document"]))), kept["adopted_at"], fault
                )
            except Exception as error:
                fault = fault or f"{kept['title']} {kept['version']} can’t be read: {error}"
        return InForce(compile_policy(read_policy(starter_bytes())), 0, fault)
