"""A policy as values: what the document says once it has been read."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

import msgspec

from .report import Category, Kind, Weight

Unreachable = Literal["ask", "allow"]
"""What happens to a post while the companion can't be reached."""

Signing = Literal["asked", "before"]
"""Whether a signature is asked for, or needed before somebody speaks for the company."""

SoughtKind = Literal["phrase", "forms", "pattern", "detector", "list"]

_NOT_ONLY_A_PHRASE = re.compile(
    r"[`{}]|^(?:any|all|every|each|pattern) |^a (?:hostile|post)| near ", re.IGNORECASE
)
"""What a document understands as something else, unless it stands in quotation marks."""


class Sought(NamedTuple):
    """One thing that a rule looks for.

    ``words`` is the phrase (``forms``: in all its inflections), the pattern's source, a detector's name or a
    list's. ``near`` names the list one of whose entries must stand close by, or is "".
    """

    kind: SoughtKind
    words: str
    near: str = ""

    @property
    def written(self) -> str:
        """As an author writes it in the document."""
        forms: dict[SoughtKind, str] = {
            "phrase": "“{}”" if _NOT_ONLY_A_PHRASE.search(self.words) else "{}",
            "forms": "any form of {}",
            "pattern": "pattern `` {} ``" if "`" in self.words else "pattern `{}`",
            "list": "{{{}}}",
        }
        thing = forms.get(self.kind, "{}").format(self.words)
        return f"{thing} near {{{self.near}}}" if self.near else thing


class AccountName(NamedTuple):
    """An account as a document names it: its handle without ``@``, and a site's id or "" for any."""

    handle: str
    site: str = ""


class PolicyAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An account of the company as the document lists it: what it is for, and who may speak for it."""

    handle: str
    site: str
    kind: Kind
    purpose: str = ""
    speakers: tuple[str, ...] = ()
    line: int = 0


class Window(NamedTuple):
    """A time of the week: days as Monday 0 to Sunday 6, minutes from midnight, the last one excluded."""

    days: frozenset[int]
    start: int
    end: int


class Example(msgspec.Struct, frozen=True):
    """A sentence of the document. ``spans`` are what bold marks: ``(start, end)`` in characters."""

    text: str
    spans: tuple[tuple[int, int], ...]
    line: int


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule.

    ``unless``, ``unless_post`` and ``always_allowed`` hold phrases, web addresses, numbers and names of
    lists in braces. No sites, surfaces or accounts means all of them.
    """

    id: str
    title: str
    why: str
    category: Category
    weight: Weight
    kinds: frozenset[Kind]
    sites: frozenset[str] = frozenset()
    surfaces: frozenset[str] = frozenset()
    accounts: tuple[AccountName, ...] = ()
    looks_for: tuple[Sought, ...] = ()
    unless: tuple[str, ...] = ()
    unless_post: tuple[str, ...] = ()
    always_allowed: tuple[str, ...] = ()
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
    signing: Signing = "asked"
    training_months: int | None = None
    """Training is repeated after so many; 0 where once is enough, None where the document says nothing."""
    personal_use: tuple[Window, ...] | None = None
    """When personal posts are permitted; None where the document names no times."""
    personal_activity: tuple[str, ...] = ()
    accounts: tuple[PolicyAccount, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}
    """The document's own lists by their name in lower case: clients, public numbers, approved links."""
    steps: tuple[str, ...] = ()
    """What happens when it happens again, one after the other."""
    after_a_slip: tuple[str, ...] = ()

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id, whatever its case, or None."""
        wanted = rule_id.casefold()
        return next((rule for rule in self.rules if rule.id.casefold() == wanted), None)
