"""The person's own settings. They may only tighten what the policy says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from server.store.database import Database

if TYPE_CHECKING:
    from server.checking.rules import Unreachable

IfUnreachable = Literal["policy", "ask"]

_NAME = "if_unreachable"


class Preferences:
    """Reads and keeps the person's settings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def if_unreachable(self) -> IfUnreachable:
        """What the person chose for a companion out of reach: what the policy says, or always ask."""
        return "ask" if self._database.meta(_NAME) == "ask" else "policy"

    def set_if_unreachable(self, choice: IfUnreachable) -> None:
        """Keep the choice."""
        self._database.set_meta(_NAME, choice)

    def effective(self, policy: Unreachable) -> Unreachable:
        """What really happens: the policy's word, or the person's stricter one."""
        return "ask" if self.if_unreachable == "ask" else policy
