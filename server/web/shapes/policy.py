"""The policy in force, as people read it."""

from __future__ import annotations

import msgspec

from server.checking.report import Category, Kind, Weight

from .common import Milliseconds


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
