"""A policy as values: what the document says once it has been read."""

from __future__ import annotations

from typing import Literal

import msgspec

from .report import Category, Kind, Weight

Unreachable = Literal["ask", "allow"]
"""What happens to a post while the companion can't be reached."""


class Example(msgspec.Struct, frozen=True):
    """A sentence of the document. ``spans`` are what bold marks: ``(start, end)`` in characters."""

    text: str
    spans: tuple[tuple[int, int], ...]
    line: int


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. ``phrases`` are the author's own words, ``detectors`` names such as ``any profanity``."""

    id: str
    title: str
    why: str
    category: Category
    weight: Weight
    kinds: frozenset[Kind]
    phrases: tuple[str, ...] = ()
    detectors: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    instead: str = ""
    consequence: str = ""
    section: str = ""
    line: int = 0
    not_allowed: tuple[Example, ...] = ()
    allowed: tuple[Example, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter as people read it: its prose as plain paragraphs, its rules by id."""

    title: str
    paragraphs: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """A whole document, ready to be compiled. ``sha256`` is over the exact bytes that were read."""

    title: str
    version: str
    sha256: str
    text: str
    rules: tuple[Rule, ...]
    sections: tuple[Section, ...]
    if_unreachable: Unreachable = "ask"
    allowance_minutes: int | None = None
    signature_text: str = ""

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, whatever its case, or None."""
        wanted = rule_id.casefold()
        return next((rule for rule in self.rules if rule.id.casefold() == wanted), None)
