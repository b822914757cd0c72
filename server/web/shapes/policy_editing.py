"""A policy while it is written: checked, tried, compared, edited rule by rule, saved, adopted."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from server.checking.report import Kind, Verdict
from server.policy.editing.rule_values import RuleForm
from server.policy.faults import PolicyFault

from .checks import Part
from .common import Closed, Milliseconds, Sha256, Short, Text
from .policy import TopicAnswer

Document = Annotated[str, Meta(description="A policy in Markdown. One over 1 MiB of UTF-8 is refused.")]


class DocumentRequest(Closed):
    """A document."""

    text: Document


class Heading(msgspec.Struct):
    """Where a rule stands; ``chapter`` counts the ‘## ’ headings from 0, -1 above the first."""

    line: int
    id: str
    title: str
    chapter: int


class DocumentCheck(msgspec.Struct, kw_only=True):
    """What a document says and what is wrong with it. Without ``errors`` it can be adopted."""

    errors: list[PolicyFault]
    title: str
    version: str
    sha256: str
    rules: int
    examples: int
    coverage: list[TopicAnswer]
    contents: list[Heading]
    chapters: list[str]


class TryAccount(Closed):
    """The account of a trial; ``kind`` wins over the registry and the policy."""

    handle: Short = ""
    kind: Kind | None = None


class TryRequest(Closed):
    """A draft, and the policy to check it under. Nothing is kept of either."""

    policy: Document
    text: Text
    site: Short = ""
    surface: Short = "post"
    account: TryAccount = msgspec.field(default_factory=TryAccount)
    parts: Annotated[list[Part], Meta(max_length=100)] = msgspec.field(default_factory=list)


class ChangedPost(msgspec.Struct, kw_only=True):
    """A real post whose verdict would be another one; ``rules`` are those that make the difference."""

    text: str
    kind: Kind
    organisation: str
    year: int | None
    before: Verdict
    after: Verdict
    rules: list[str]


class Preview(msgspec.Struct):
    """What adopting a document would change: in its words, and on so many real posts."""

    changes: list[str]
    posts: int
    changed: list[ChangedPost]


class AdoptRequest(Closed):
    """A document to put in force, and the SHA-256 of the version it takes the place of."""

    text: Document
    base_sha256: Sha256


class Adopted(msgspec.Struct, kw_only=True):
    """The version that is now in force."""

    title: str
    version: str
    sha256: str
    adopted_at: Milliseconds


class DraftRequest(Closed):
    """The draft of the next version. ``revision`` is the one it follows, 0 for a new draft."""

    text: Document
    base: Sha256
    revision: Annotated[int, Meta(ge=0, le=1 << 53)]


class DraftQuery(Closed):
    """The revision that may be discarded; without one, whichever is there."""

    revision: Annotated[int, Meta(ge=0, le=1 << 53)] | None = None


class DraftAnswer(msgspec.Struct, kw_only=True):
    """The draft as it is kept, and the SHA-256 of the version it started from."""

    text: str
    revision: int
    saved_at: Milliseconds
    base: str


class DraftSaved(DraftAnswer, kw_only=True):
    """The draft as it was saved. ``errors`` is null where other policies were being read: ask later."""

    errors: list[PolicyFault] | None


class FormRequest(Closed):
    """A document, and the id of one of its rules."""

    text: Document
    rule: Short


class RuleFormSent(RuleForm, kw_only=True, forbid_unknown_fields=True):
    """A rule as it is to stand in the document."""


class EditRequest(Closed):
    """A rule changed, added (no ``rule``, and the chapter it goes into) or taken out (no ``form``)."""

    text: Document
    form: RuleFormSent | None
    rule: Short = ""
    chapter: Annotated[int, Meta(ge=0, le=1 << 20)] | None = None


class Edited(msgspec.Struct):
    """The changed document, and the line of the change."""

    text: str
    line: int
