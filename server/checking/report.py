"""What a check answers: findings, what was not checked, and the verdict.

The shapes are the wire's own (contract, ``POST check``), so that nothing is said twice.
Spans are ``(start, end)``, end excluded, in UTF-16 code units of the text as sent.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["company", "ambassador", "personal", "unknown"]
Weight = Literal["note", "confirm", "stop"]
Verdict = Literal["clear", "note", "confirm", "stop"]
Category = Literal[
    "wrong-account",
    "profanity",
    "harassment",
    "confidential",
    "personal-data",
    "secret",
    "tone",
    "disclosure",
    "legal",
    "link",
    "activity",
    "time",
    "standing",
]

VERDICTS: tuple[Verdict, ...] = ("clear", "note", "confirm", "stop")
"""Mildest first; a verdict's place in this row is its rank."""


def rank(verdict: Verdict) -> int:
    """Tell how heavy a verdict or weight is: 0 for clear up to 3 for stop."""
    return VERDICTS.index(verdict)


class Finding(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One breach, in words for the person who wrote the text."""

    rule: str
    category: Category
    weight: Weight
    span: tuple[int, int]
    match: str
    title: str
    why: str
    instead: str
    consequence: str
    section: str
    part: int | None = None


class NotChecked(msgspec.Struct, frozen=True):
    """Something that could not be looked at, and why: silence would read as "fine"."""

    rule: str
    why: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The engine's answer about one draft."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    took_us: int
