"""How the companion and its browsers are doing, and the person’s own settings."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from server.checking.rules import Unreachable
from server.records.preferences import IfUnreachable

from .common import Closed, LedgerHead, Milliseconds, PolicyName, Short


class Health(msgspec.Struct):
    """Name and API version, nothing else."""

    name: str
    api: str


class KeyStore(msgspec.Struct):
    """Where the master key lies, and what to know about it."""

    kind: Literal["system", "file"]
    notice: str | None


class ToDo(msgspec.Struct):
    """Something that the policy asks of the person, and why, as a sentence."""

    what: Literal["sign", "train"]
    why: str


class Status(msgspec.Struct, kw_only=True):
    """How the companion is."""

    name: str
    version: str
    time: Milliseconds
    policy: PolicyName
    policy_error: str | None
    if_unreachable: Unreachable
    key_store: KeyStore
    warming: list[str]
    ledger: LedgerHead
    notices: list[str]
    to_do: list[ToDo] = []


class Tab(Closed):
    """A tab on a social site, and whether it is watched."""

    site: Short
    watched: bool
    handle: Short = ""


class PresenceRequest(Closed):
    """The tabs that are open now."""

    tabs: Annotated[list[Tab], Meta(max_length=500)]


class Counted(msgspec.Struct):
    """How many tabs were counted."""

    counted: int


class PersonSettings(Closed):
    """The person's own settings."""

    if_unreachable: IfUnreachable
