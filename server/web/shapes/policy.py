"""The policy as people read it: the one in force, its versions, what it can look for, the starters."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from server.checking.report import Category, Kind, Weight
from server.checking.rules import Signing, Unreachable

from .common import Closed, Milliseconds, Sha256


class ExampleAnswer(msgspec.Struct):
    """A sentence of the policy; ``spans`` in UTF-16 units are what must be found."""

    text: str
    spans: list[tuple[int, int]]


class RuleAnswer(msgspec.Struct, kw_only=True):
    """A rule as people read it. No sites, surfaces or accounts means all of them."""

    id: str
    title: str
    why: str
    category: Category
    weight: Weight
    kinds: list[Kind]
    sites: list[str]
    surfaces: list[str]
    accounts: list[str]
    looks_for: list[str]
    unless: list[str]
    unless_post: list[str]
    always_allowed: list[str]
    instead: str
    consequence: str
    not_allowed: list[ExampleAnswer]
    allowed: list[ExampleAnswer]


class SectionAnswer(msgspec.Struct):
    """A chapter of the policy."""

    title: str
    paragraphs: list[str]
    rules: list[RuleAnswer]


class PolicyAccountAnswer(msgspec.Struct, kw_only=True):
    """An account of the company as the policy lists it; ``site`` is empty where it means any."""

    handle: str
    site: str
    kind: Kind
    purpose: str
    speakers: list[str]


class TopicAnswer(msgspec.Struct):
    """What a written policy covers, and where this one does; ``where`` is empty where it says nothing."""

    name: str
    where: str


class PolicyAnswer(msgspec.Struct, kw_only=True):
    """The policy in force, whole.

    ``text`` is the document as it was adopted, ``personal_use`` the times as written; what the document
    leaves out is empty or null.
    """

    title: str
    version: str
    sha256: str
    text: str
    adopted_at: Milliseconds
    if_unreachable: Unreachable
    allowance_minutes: int | None
    personal_use: str
    personal_activity: list[str]
    training_months: int | None
    signing: Signing
    signature_text: str
    accounts: list[PolicyAccountAnswer]
    lists: dict[str, list[str]]
    steps: list[str]
    after_a_slip: list[str]
    coverage: list[TopicAnswer]
    sections: list[SectionAnswer]


class VersionAnswer(msgspec.Struct, kw_only=True):
    """A version that was adopted, and when it last was."""

    sha256: str
    title: str
    version: str
    adopted_at: Milliseconds
    in_force: bool


class Versions(msgspec.Struct):
    """Every version, the last adopted first."""

    versions: list[VersionAnswer]


class VersionText(VersionAnswer, kw_only=True):
    """A version with its document, as it was adopted."""

    text: str


class DiffQuery(Closed):
    """Two versions."""

    before: Sha256
    after: Sha256


class Changes(msgspec.Struct):
    """What changed between two versions, a sentence each."""

    changes: list[str]


class DetectorAnswer(msgspec.Struct):
    """What a rule can look for by name, and what it finds."""

    name: str
    finds: str


class Detectors(msgspec.Struct):
    """All of them."""

    detectors: list[DetectorAnswer]


class StarterAnswer(msgspec.Struct):
    """A policy to start from, and whom it is for."""

    name: str
    title: str
    about: str


class Starters(msgspec.Struct):
    """All of them, in the order in which they are offered."""

    starters: list[StarterAnswer]


class DocumentText(msgspec.Struct):
    """A document."""

    text: Annotated[str, Meta(description="Markdown, every byte as it is kept.")]
