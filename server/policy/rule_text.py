"""One rule of the document: its heading, reason, labelled lines and examples, as a ``Rule``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, TypeVar

from server.checking.report import Category, Kind
from server.checking.rules import AccountName, Example, Rule, Sought

from . import labels
from .faults import At, did_you_mean, nearest, quoted
from .labels import RULE_LABELS, Label, Labelled, like_a_rule_label, rule_label, split_label
from .lists import opens_list
from .markdown import Block
from .readers import Readers
from .source import plain

LONGEST_EXAMPLE = 5_000

_HEADING = re.compile(r"^(?P<id>[^:]+?)\s*:\s*(?P<title>.*)$", re.DOTALL)
_ID = re.compile(r"[A-Z][A-Z0-9]{1,15}-[1-9][0-9]{0,3}")
_LOOKS_LIKE_ID = re.compile(r"^[A-Za-z][A-Za-z0-9]*[-‐‑‒–—−][0-9]+\s*:")

Side = Literal["not allowed", "allowed"]
_SIDES: tuple[Side, ...] = ("not allowed", "allowed")
_SIDE_NEAR = 0.8

_TO_RUN = (labels.CATEGORY, labels.APPLIES_TO, labels.LOOKS_FOR)
"""Without these a rule's examples would only fail for a reason that is listed already."""

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
        self._examples: dict[Side, list[Example]] = {side: [] for side in _SIDES}
        self._told: set[Side] = set()
        self._side: Side | None = None
        self._side_line = 0
        self._awaits_example = False

    def _fault(self, line: int, message: str) -> None:
        self._faults.add(line, message, self.id or None)

    def _read_heading(self, heading: str) -> tuple[str, str]:
        found = _HEADING.match(heading)
        rule_id = plain(found["id"]).upper() if found else ""
        if found is None or not _ID.fullmatch(rule_id):
            near = re.sub(r"[^A-Z0-9]+", "-", rule_id).strip("-")
            meant = (
                f"Did you mean ‘{near}’?" if _ID.fullmatch(near) else "Write it like ‘VOICE-1: No swearing’."
            )
            self._faults.add(self.line, f"{quoted(heading)} doesn’t start with a rule’s id. {meant}")
            return "", heading
        written = found["id"].translate(str.maketrans("‐‑‒–—−", "------")).strip()
        if written != rule_id:
            self._faults.add(
                self.line, f"A rule’s id has capitals. Write ‘{rule_id}’ for {quoted(written)}.", rule_id
            )
        if not found["title"].strip():
            self._faults.add(self.line, f"{rule_id} has no title. Write it behind the colon.", rule_id)
        return rule_id, found["title"].strip()

    def take(self, block: Block) -> None:
        """Read the next block of this rule."""
        if block.kind == "quote":
            self._take_example(block)
        elif block.kind == "item" and self._take_label(block):
            self._end_side()
        elif not self._take_side(block) and not self._is_stray_label(block):
            self._take_prose(block)

    def _take_label(self, block: Block) -> bool:
        """Whether this item is a label; one that is mistyped is a fault and counts as one."""
        found = split_label(block.source)
        if opens_list(block.source):
            self._take_list(found, block.line)
            return True
        if found is None or plain(found.name) in _SIDES:
            return False
        label = rule_label(found.name)
        if label is None:
            label = like_a_rule_label(found.name)
            if label is None and not found.bold:
                return False
            names = [known.name for known in RULE_LABELS]
            self._fault(
                block.line, f"{quoted(found.name)} is not a label. {did_you_mean(plain(found.name), names)}"
            )
        if label is None:
            self.is_sound = False
            return True
        self._keep(label, found.value, block.line)
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
        found = split_label(block.source) if block.kind == "paragraph" else None
        label = rule_label(found.name) if found and found.bold else None
        if found is None or label is None:
            return False
        self._fault(
            block.line, f"A label stands in a list. Write ‘- **{label.name}:**’ at the start of the line."
        )
        self._keep(label, found.value, block.line)
        return True

    def _take_side(self, block: Block) -> bool:
        """Whether this block is the line above the examples."""
        words = self._inline.prose(block)
        first, colon, rest = words.partition(":")
        side = next((side for side in _SIDES if plain(first) == side), None)
        if side is None and words.endswith(":"):
            near = nearest(plain(first), _SIDES, at_least=_SIDE_NEAR)
            side = next((side for side in _SIDES if side == near), None)
            if side is not None:
                self._fault(
                    block.line, f"{quoted(words)} opens no examples. Did you mean ‘{side.capitalize()}:’?"
                )
        if side is None or not (colon or block.kind == "heading"):
            return False
        self._end_side()
        self._side, self._side_line, self._awaits_example = side, block.line, True
        if rest.strip():
            self._fault(block.line, "An example stands on its own line. Write ‘> ’ in front of it.")
            self._told.add(side)
            self._awaits_example = False
        return True

    def _take_prose(self, block: Block) -> None:
        words = self._inline.prose(block)
        if self._awaits_example and self._side:
            self._told.add(self._side)
            self._fault(block.line, f"{quoted(words)} is no example yet. Write ‘> ’ in front of the line.")
            self._awaits_example = False
            return
        self._end_side()
        if block.kind == "paragraph" and block.source.startswith("##"):
            self._fault(block.line, "A heading needs a space behind its signs.")
        elif words:
            self._why.append(f"{block.marker} {words}" if block.kind == "item" else words)

    def _end_side(self) -> None:
        if self._awaits_example and self._side:
            self._fault(
                self._side_line,
                f"Nothing stands under ‘{self._side.capitalize()}:’. Write ‘> ’ and an example.",
            )
        self._side, self._awaits_example = None, False

    def _take_example(self, block: Block) -> None:
        side = self._side
        if side is None:
            self._told.add("not allowed" if "**" in block.source else "allowed")
            self._fault(block.line, "Is this an example? Write ‘Not allowed:’ or ‘Allowed:’ above it.")
            return
        self._awaits_example = False
        text, bold = self._inline.example(block.source, block.line)
        # It counts as given even where it has a fault, or the author would be told of it twice.
        self._examples[side].append(Example(text=text, spans=bold, line=block.line))
        if not text.strip():
            self._fault(block.line, "This example is empty. Write a post behind ‘> ’.")
        elif len(text) > LONGEST_EXAMPLE:
            self._fault(block.line, f"This example is too long. It may have {LONGEST_EXAMPLE:,} characters.")
        elif side == "not allowed" and not bold:
            pairs = " Its stars don’t pair." if "**" in text else ""
            self._fault(
                block.line, f"Nothing is bold in this example.{pairs} Put ** around the words to find."
            )
        elif side == "allowed" and bold:
            self._fault(block.line, "Bold marks what must be found. An allowed example has none.")

    def finish(self) -> Rule:
        """The rule as far as it could be read; what is missing has become faults."""
        self._end_side()
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
            not_allowed=tuple(self._examples["not allowed"]),
            allowed=tuple(self._examples["allowed"]),
        )

    def _words(self, label: str) -> str:
        return self._values[label][0] if label in self._values else ""

    def _read(self, label: str, reader: Callable[[str, At], _Read], otherwise: _Read) -> _Read:
        words = self._words(label)
        return reader(words, At(self._values[label][1], self.id)) if words else otherwise

    def _name_what_is_missing(self) -> None:
        name = self.id or "This rule"
        if not self._why:
            self._fault(self.line, f"{name} has no reason. Write why, under its heading.")
        for label in RULE_LABELS:
            if label.missing and label.name not in self._values:
                self._fault(self.line, f"{name} has no ‘{label.name}’. {label.missing}")
        for side in _SIDES:
            if not self._examples[side] and side not in self._told:
                self._fault(
                    self.line,
                    f"{name} has no example under ‘{side.capitalize()}:’. "
                    "Without examples, nobody can tell what a rule means.",
                )
