"""What a call of the API is: one value that Flask's routes and openapi.json are both made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from server.security.keys import Key, Role
from server.services import Services
from server.settings import MAX_BODY_BYTES

if TYPE_CHECKING:
    from .desk import Desk
    from .live import Live

ANY: frozenset[Role] = frozenset({"extension", "page", "program"})
PAGE: frozenset[Role] = frozenset({"page"})
CLIENT: frozenset[Role] = frozenset({"extension", "program"})
AUTHOR: frozenset[Role] = frozenset({"page", "program"})
"""Who may try out a policy that is being written."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One request, judged and decoded: the parts it may use, who asks, and what was sent."""

    services: Services
    live: Live
    desk: Desk
    key: Key | None
    origin: str | None
    body: Any = None
    query: Any = None
    path: dict[str, str] = {}

    @property
    def caller(self) -> Key:
        """The key that signed. Only a call open to all has none."""
        if self.key is None:
            raise LookupError("this call is open to all")
        return self.key


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call. ``who`` None means that it needs no key; ``errors`` are its own beside the common ones.

    ``max_body`` is in bytes.
    """

    method: str
    path: str
    handle: Callable[[Asked], Any]
    summary: str
    answer: Any
    who: frozenset[Role] | None = ANY
    status: int = 200
    body: type[msgspec.Struct] | None = None
    query: type[msgspec.Struct] | None = None
    errors: tuple[int, ...] = ()
    max_body: int = MAX_BODY_BYTES
