"""The bodies of the API, as closed structs: what is decoded, what is answered, what openapi.json shows."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from server.accounts.colours import Colour, Symbol
from server.accounts.registry import AccountKind
from server.checking.report import Category, Finding, Kind, NotChecked, Verdict, Weight
from server.checking.rules import Unreachable
from server.records.acknowledgements import Acknowledgement
from server.records.ledger import Decision, RowType
from server.records.preferences import IfUnreachable
from server.security.keys import Key
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
    """What went wrong: a code for programs, a sentence for people, the place where there is one."""

    code: str
    message: str
    field: str | None = None
    server_time: int | None = None


class ErrorAnswer(msgspec.Struct):
    """The one shape of an error."""

    error: ErrorDetail


class Health(msgspec.Struct):
    """Name and API version, nothing else."""

    name: str
    api: str


class PairRequest(Closed):
    """Who wants to pair, and the proof that the code is known."""

    name: Name
    client_nonce: Base64
    proof: Base64


class PairAnswer(msgspec.Struct):
    """The new key's id, and the proof that the companion knows the code too."""

    key_id: str
    server_nonce: str
    proof: str


class PolicyName(msgspec.Struct):
    """Which policy: its title, version, and the SHA-256 of its exact bytes."""

    title: str
    version: str
    sha256: str


class KeyStore(msgspec.Struct):
    """Where the master key lies, and what to know about it."""

    kind: Literal["system", "file"]
    notice: str | None


class LedgerHead(msgspec.Struct):
    """How many rows are kept, the last one's number and hash (a witness keeps both)."""

    count: int
    seq: int
    head: str


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
    parts: Annotated[list[Part], Meta(max_length=100)] = []
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


class AccountAnswer(msgspec.Struct, kw_only=True):
    """A registered account; ``colour`` is the token's name."""

    id: str
    site: str
    handle: str
    external_id: str | None
    name: str
    kind: AccountKind
    purpose: str
    colour: Colour
    symbol: Symbol


class Accounts(msgspec.Struct):
    """The registry."""

    accounts: list[AccountAnswer]


class AccountRequest(Closed):
    """An account to register or change. Without a colour the first unused one is taken."""

    site: Short
    handle: Short
    kind: Short
    name: Short = ""
    purpose: Short = ""
    colour: Short | None = None
    external_id: Short | None = None


class ExampleAnswer(msgspec.Struct):
    """A sentence of the policy; ``spans`` in UTF-16 units are what must be found."""

    text: str
    spans: list[tuple[int, int]]


class RuleAnswer(msgspec.Struct, kw_only=True):
    """A rule as people read it."""

    id: str
    title: str
    why: str
    category: Category
    weight: Weight
    kinds: list[Kind]
    looks_for: list[str]
    unless: list[str]
    instead: str
    consequence: str
    not_allowed: list[ExampleAnswer]
    allowed: list[ExampleAnswer]


class SectionAnswer(msgspec.Struct):
    """A chapter of the policy."""

    title: str
    paragraphs: list[str]
    rules: list[RuleAnswer]


class PolicyAnswer(msgspec.Struct, kw_only=True):
    """The policy in force, whole."""

    title: str
    version: str
    sha256: str
    text: str
    adopted_at: Milliseconds
    sections: list[SectionAnswer]


class KeyList(msgspec.Struct):
    """Every key that is good now."""

    keys: list[Key]


class Code(msgspec.Struct):
    """A one-time code, and how many seconds it is good for."""

    code: str
    expires_in: int


class LedgerQuery(Closed):
    """Rows after a number in order; without one, the newest first."""

    after: Annotated[int, Meta(ge=0, le=1 << 53)] | None = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100


class LedgerRow(msgspec.Struct, kw_only=True):
    """One row: what was checked or decided, never the text."""

    seq: int
    at: Milliseconds
    type: RowType
    check_id: str
    site: str
    surface: str
    account: str
    kind: str
    verdict: str
    rules: list[str]
    decision: str
    reason: str
    text: Annotated[str, Meta(description="A keyed hash of the text.")]
    policy: str
    hash: str


class LedgerAnswer(msgspec.Struct):
    """The ledger's head and a page of its rows."""

    count: int
    seq: int
    head: str
    rows: list[LedgerRow]


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


class AcknowledgementRequest(Closed):
    """A signature under the policy in force."""

    policy_sha256: Sha256
    name: Name


class Acknowledgements(msgspec.Struct):
    """Every signature, newest first."""

    acknowledgements: list[Acknowledgement]


class PersonSettings(Closed):
    """The person's own settings."""

    if_unreachable: IfUnreachable


class JsonlAccount(Closed):
    """The account in a line of ``check --jsonl``; ``kind`` wins over the registry."""

    handle: str | None = None
    kind: Kind | None = None


class JsonlLine(Closed, kw_only=True):
    """A line of ``check --jsonl``."""

    id: str | int | None = None
    text: str
    site: str | None = None
    surface: str | None = None
    account: JsonlAccount | None = None
