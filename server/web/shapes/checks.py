"""A check, the decision that follows it, and a line of `check --jsonl`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from server.accounts.colours import Symbol
from server.checking.report import Finding, Kind, NotChecked, Verdict
from server.records.ledger import Decision

from .common import Closed, Id, LedgerHead, PolicyName, Short, Text


class AccountAsked(Closed):
    """The account as the page shows it: its handle, and the site's own number for it."""

    handle: Short = ""
    id: Short = ""


class Part(Closed):
    """Other text of the same post."""

    kind: Literal["title", "warning", "poll", "alt"]
    text: Text


class CheckRequest(Closed):
    """A draft. Only ``text`` is required."""

    text: Text
    site: Short = ""
    surface: Short = "post"
    stage: Literal["draft", "submit"] = "draft"
    account: AccountAsked = msgspec.field(default_factory=AccountAsked)
    parts: Annotated[list[Part], Meta(max_length=100)] = msgspec.field(default_factory=list)
    request_id: Annotated[str, Meta(max_length=128)] = ""


class AccountShown(msgspec.Struct, kw_only=True):
    """Who is about to speak. ``colour`` is the account's own, as hex on a light ground."""

    handle: str
    name: str
    kind: Kind
    purpose: str
    colour: str | None
    symbol: Symbol | None
    known: bool


class CheckAnswer(msgspec.Struct, kw_only=True):
    """The report about a draft."""

    check_id: str
    verdict: Verdict
    took_us: int
    account: AccountShown
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    policy: PolicyName


class DecisionRequest(Closed):
    """What the person did with a checked draft."""

    check_id: Id
    decision: Decision
    reason: Short = ""


class DecisionAnswer(msgspec.Struct):
    """The ledger's head with the decision in it."""

    check_id: str
    decision: Decision
    ledger: LedgerHead


class JsonlAccount(Closed):
    """The account in a line of ``check --jsonl``; ``kind`` wins over the registry."""

    handle: str | None = None
    kind: Kind | None = None


class JsonlLine(Closed, kw_only=True):
    """A line of ``check --jsonl``."""

    id: str | int | float | None = None
    text: str
    site: str | None = None
    surface: str | None = None
    account: JsonlAccount | None = None
