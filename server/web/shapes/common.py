"""What the bodies of several calls share: plain types, the closed struct, the shape of an error."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from server.policy.faults import PolicyFault
from server.settings import MAX_TEXT_BYTES

Name = Annotated[str, Meta(min_length=1, max_length=64)]


Short = Annotated[str, Meta(max_length=300)]


Id = Annotated[str, Meta(min_length=1, max_length=128)]


Base64 = Annotated[str, Meta(pattern="^[A-Za-z0-9_-]*$", max_length=64)]


Text = Annotated[str, Meta(description=f"At most {MAX_TEXT_BYTES} bytes of UTF-8; longer is 413.")]


Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


Milliseconds = Annotated[int, Meta(description="Unix milliseconds.")]


class Closed(msgspec.Struct, forbid_unknown_fields=True):
    """A body that a caller sends: a field that is not named here is refused."""


class Nothing(Closed):
    """A call without fields: no body, or an empty object."""


class ErrorDetail(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What went wrong: a code for programs, a sentence for people, the place where there is one.

    ``errors`` are the faults of a policy that is refused, in the order of their lines.
    """

    code: str
    message: str
    field: str | None = None
    server_time: int | None = None
    errors: list[PolicyFault] | None = None


class ErrorAnswer(msgspec.Struct):
    """The one shape of an error."""

    error: ErrorDetail


class PolicyName(msgspec.Struct):
    """Which policy: its title, version, and the SHA-256 of its exact bytes."""

    title: str
    version: str
    sha256: str


class LedgerHead(msgspec.Struct):
    """How many rows are kept, the last one's number and hash (a witness keeps both)."""

    count: int
    seq: int
    head: str
