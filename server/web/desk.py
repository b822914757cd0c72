"""Where policies are read while they are written: one at a time, and few wait for it.

A long document takes a second to read. Whoever types a draft meanwhile must find a free thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from server.checking.pause import without_collector
from server.errors import LaterError

if TYPE_CHECKING:
    from server.checking.engine import CompiledPolicy
    from server.checking.rules import Policy
    from server.policy.faults import PolicyFault
    from server.records.policies import Policies

_MOST_WAITING = 3
"""Of the eight threads that answer calls."""

_STILL_TRUE_SECONDS = 5.0
"""A text that was just saved is checked at once; later its examples may have more time, and pass."""


class Examined(NamedTuple):
    """What a document says, as far as it can be read, and every fault of it, examples included."""

    policy: Policy | None
    faults: tuple[PolicyFault, ...]


class _Refused(NamedTuple):
    document: bytes
    examined: Examined
    until: float


class Desk:
    """Reads documents in turn."""

    def __init__(self, policies: Policies) -> None:
        self._policies = policies
        self._one = threading.Lock()
        self._places = threading.BoundedSemaphore(1 + _MOST_WAITING)
        self._refused: _Refused | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn and hold it. Raises ``busy`` (503) where enough are waiting already."""
        if not self._places.acquire(blocking=False):
            raise LaterError(
                "busy", "Other policies are being read just now. Try again in a moment.", retry_after=2
            )
        try:
            # Looking for garbage among all that a long document is made of would stop every check.
            with self._one, without_collector():
                yield
        finally:
            self._places.release()

    def examine(self, document: bytes) -> Examined:
        """Read a document and run its examples. Raises ``busy`` (503)."""
        from server.policy.document import survey
        from server.policy.faults import PolicyError

        with self.turn():
            last = self._refused
            if last is not None and last.document == document and time.monotonic() < last.until:
                return last.examined
            try:
                return Examined(self._policies.ready(document).policy, ())
            except PolicyError as error:
                examined = Examined(survey(document).policy, error.errors)
            self._refused = _Refused(document, examined, time.monotonic() + _STILL_TRUE_SECONDS)
            return examined

    def ready(self, document: bytes) -> CompiledPolicy:
        """A document ready for checks. Raises PolicyError, and ``busy`` (503)."""
        with self.turn():
            return self._policies.ready(document)
