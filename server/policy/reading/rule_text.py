"""One rule of the document: its heading, reason, labelled lines and examples, as a ``Rule``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from server.checking.report import Category, Kind
from server.checking.rules import AccountName, Rule, Sought

from ..faults import At, did_you_mean, quoted
from . import labels
from .labels import RULE_LABELS, RULE_NAMES, Label, Labelled, exact_label, rule_label, split_label
from .lists import opens_list
from .markdown import Block
from .openers import opener_named
from .readers import Readers
from .rule_examples import SIDES, RuleExamples
from .source import plain, seen

_HEADING = re.compile(r"^(?P<id>[^:]+?)\s*:\s*(?P<title>.*)$", re.DOTALL)
RULE_ID = re.compile(r"[A-Z][A-Z0-9]{1,15}-[1-9][0-9]{0,3}")
_LOOKS_LIKE_ID = re.compile(r"^[A-Za-z][A-Za-z0-9]*[-‐‑‒–—−][0-9]+\s*:")
_DASHES = str.maketrans("‐‑‒–—−", "------")

_REQUIRED = tuple(label for label in RULE_LABELS if label.missing)

_TO_RUN = (labels.CATEGORY, labels.APPLIES_TO, labels.LOOKS_FOR)
"""Without these a rule's examples would only fail for a reason that is listed already."""

_UNSAID = ("", 0)

_Read = TypeVar("_Read")


def looks_like_rule(heading: str) -> bool:
    """Whether a heading of any depth was meant to open a rule."""
    return _LOOKS_LIKE_ID.match(heading) is not None


class RuleText:
    """Reads one rule, block by block. ``is_sound`` tells whether it can be run in spite of its faults."""

    def __init__(self, heading: Block, section: str, readers: Readers) -> None:
        self._readers = readers
        self._inline = readers.inline
        self._faults = readers.faults
        self.line = heading.line
        self.is_sound = True
        self.id, self.title = self._read_heading(self._inline.prose(heading))
        self._section = section
        self._why: list[str] = []
        self._values: dict[str, tuple[str, int]] = {}
        self._examples = RuleExamples(self.id, readers.inline, readers.faults)

    def _fault(self, line: int, message: str) -> None:
        self._faults.add(line, message, self.id or None)

    def _read_heading(self, heading: str) -> tuple[str, str]:
        found = _HEADING.match(heading)
        rule_id = plain(found["id"]).upper() if found else ""
        if found is None or not RULE_ID.fullmatch(rule_id):
            near = re.sub(r"[^A-Z0-9]+", "-", rule_id).strip("-")
            meant = (
                f"Did you mean ‘{near}’?"
                if RULE_ID.fullmatch(near)
                else "Write it like ‘VOICE-1: No swearing’."
            )
            self._faults.add(self.line, f"{quoted(heading)} doesn’t start with a rule’s id. {meant}")
            return "", heading
        written = seen(found["id"]).translate(_DASHES).strip()
        if written != rule_id:
            self._faults.add(
                self.line, f"A rule’s id has capitals. Write ‘{rule_id}’ for {quoted(written)}.", rule_id
            )
        if not found["title"].strip():
            self._faults.add(self.line, f"{rule_id} has no title. Write it behind the colon.", rule_id)
        return rule_id, found["title"].strip()

    def take(self, block: Block) -> None:
        """Read the next block of this rule."""
        exact = exact_label(block.source) if block.kind == "item" else None
        if exact is not None:
            self._keep(exact[0], exact[1], block.line)
            self._examples.end()
        elif block.kind == "item" and self._take_label(block):
            self._examples.end()
        elif block.kind == "quote":
            self._examples.take(block)
        else:
            words = self._inline.prose(block)
            if not self._examples.open(block, words) and not self._is_stray_label(block):
                self._take_prose(block, words)

    def _take_label(self, block: Block) -> bool:
        """Whether this item is a label; one that is mistyped is a fault and counts as one."""
        found = split_label(block.source)
        label = rule_label(found.name) if found is not None else None
        if found is not None and label is not None:
            self._keep(label, found.value, block.line)
            return True
        if opens_list(block.source):
            self._take_list(found, block.line)
            return True
        return found is not None and plain(found.name) not in SIDES and self._take_mistyped(found, block.line)

    def _take_mistyped(self, found: Labelled, line: int) -> bool:
        near = self._faults.nearest(plain(found.name), RULE_NAMES, line)
        label = rule_label(near) if near is not None else None
        if label is None and not found.bold:
            return False
        self._fault(
            line, f"{quoted(found.name)} is not a label. {did_you_mean(plain(found.name), RULE_NAMES)}"
        )
        if label is not None:
            self._keep(label, found.value, line)
        else:
            self.is_sound = False
        return True

    def _take_list(self, found: Labelled | None, line: int) -> None:
        """A list in a rule is a fault, and still a list: every ``{…}`` that uses it would be one as well."""
        self._fault(line, "A list stands in a chapter, above its rules. Move this line there.")
        if found is not None:
            value = self._inline.value(found.value, line)
            self._readers.lists.define(self._inline.value(found.name, line), value, At(line, self.id))

    def _keep(self, label: Label, source: str, line: int) -> None:
        if label.name in self._values:
            first = self._values[label.name][1]
            self.is_sound = False
            self._fault(line, f"‘{label.name}’ stands here twice, first in line {first}. Keep one.")
            return
        value = self._inline.value(source, line)
        self._values[label.name] = (value, line)
        if not value:
            self._fault(line, f"‘{label.name}’ is empty. Write its words behind the colon.")

    def _is_stray_label(self, block: Block) -> bool:
        """A label outside a list would be read as prose, and its rule would be weaker than it looks."""
        is_bold = block.kind == "paragraph" and block.source.startswith(("**", "__"))
        found = split_label(block.source) if is_bold else None
        label = rule_label(found.name) if found and found.bold else None
        if found is None or label is None:
            return False
        self._fault(
            block.line, f"A label stands in a list. Write ‘- **{label.name}:**’ at the start of the line."
        )
        self._keep(label, found.value, block.line)
        return True

    def _take_prose(self, block: Block, words: str) -> None:
        if self._examples.is_awaited(block, words):
            return
        opener = opener_named(words)
        if opener is not None:
            self._fault(block.line, f"‘{opener}:’ stands in a chapter, outside its rules. Move it there.")
        elif block.kind == "paragraph" and block.source.startswith("##"):
            self._fault(block.line, "A heading needs a space behind its signs.")
        elif words:
            self._why.append(f"{block.marker} {words}" if block.kind == "item" else words)

    def finish(self) -> Rule:
        """The rule as far as it could be read; what is missing has become faults."""
        self._examples.end()
        self._name_what_is_missing()
        read, readers, faults_before = self._read, self._readers, len(self._faults.found)
        category: Category = read(labels.CATEGORY, readers.category, "activity")
        kinds: frozenset[Kind] = read(labels.APPLIES_TO, readers.kinds, frozenset())
        sites: frozenset[str] = read(labels.SITES, readers.places.sites, frozenset())
        surfaces: frozenset[str] = read(labels.SURFACES, readers.places.surfaces, frozenset())
        accounts: tuple[AccountName, ...] = read(labels.ACCOUNTS, readers.places.accounts, ())
        looks_for: tuple[Sought, ...] = read(labels.LOOKS_FOR, readers.sought.looks_for, ())
        none: tuple[str, ...] = ()
        unless, unless_post, always_allowed = (
            read(label, readers.sought.exceptions, none)
            for label in (labels.UNLESS, labels.UNLESS_POST, labels.ALWAYS_ALLOWED)
        )
        self.is_sound &= len(self._faults.found) == faults_before and all(map(self._words, _TO_RUN))
        return Rule(
            id=self.id,
            title=self.title,
            why="\n\n".join(self._why),
            category=category,
            weight=read(labels.WEIGHT, readers.weight, "stop"),
            kinds=kinds,
            sites=sites,
            surfaces=surfaces,
            accounts=accounts,
            looks_for=looks_for,
            unless=unless,
            unless_post=unless_post,
            always_allowed=always_allowed,
            instead=self._words(labels.INSTEAD),
            consequence=self._words(labels.CONSEQUENCE),
            section=f"{self.id}, {self._section}",
            line=self.line,
            not_allowed=self._examples.of("not allowed"),
            allowed=self._examples.of("allowed"),
        )

    def _words(self, label: str) -> str:
        return self._values.get(label, _UNSAID)[0]

    def _read(self, label: str, reader: Callable[[str, At], _Read], otherwise: _Read) -> _Read:
        words, line = self._values.get(label, _UNSAID)
        return reader(words, At(line, self.id)) if words else otherwise

    def _name_what_is_missing(self) -> None:
        name = self.id or "This rule"
        if not self._why:
            self._fault(self.line, f"{name} has no reason. Write why, under its heading.")
        for label in _REQUIRED:
            if label.name not in self._values:
                self._fault(self.line, f"{name} has no ‘{label.name}’. {label.missing}")
        self._examples.name_what_is_missing(self.line, name)
