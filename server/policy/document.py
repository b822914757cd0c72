"""The policy document: one Markdown file that people read and sign and that the machine runs.

The form is the contract's. Every fault of a file is found in one reading, and any fault refuses
the whole file, so that what is in force is always a document somebody could read to its end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from server.checking.rules import Policy, Rule, Section

from .faults import Faults, PolicyError, PolicyFault, TooManyFaultsError, quoted
from .labels import (
    ALLOWANCE,
    FRONT_LABELS,
    RULE_LABELS,
    UNREACHABLE_LABEL,
    VERSION,
    Label,
    LabelReader,
    label_like,
    label_named,
    split_label,
)
from .markdown import Block, InlineReader, read_blocks
from .rule_text import RuleText, looks_like_rule
from .source import decode

FRONT = "About this policy"
"""Names the prose between the title and the first chapter, where a document has some."""

_TITLE, _CHAPTER, _RULE = 1, 2, 3
_SIGNATURE = re.compile(r"\bsignature\b", re.IGNORECASE)

_Read = TypeVar("_Read")


class Reading(NamedTuple):
    """What could be read, and what couldn't. ``policy`` is None where the file is no text at all.

    ``sound`` holds the ids of rules that can be run, whatever else is wrong with them.
    """

    policy: Policy | None
    faults: tuple[PolicyFault, ...]
    sound: frozenset[str] = frozenset()


def read_policy(data: bytes | str) -> Policy:
    """Read a document without running its examples.

    Raises:
        PolicyError: with every fault of the file, each with its line.
    """
    reading = survey(data)
    if reading.policy is None or reading.faults:
        raise PolicyError(reading.faults)
    return reading.policy


def survey(data: bytes | str) -> Reading:
    """Read as much as can be read, so that examples of sound rules run beside the faults of others."""
    faults = Faults()
    try:
        text = decode(data, faults)
        if text is None:
            return Reading(None, tuple(faults.found))
        document = _Document(faults)
        for block in read_blocks(text, faults):
            document.take(block)
        raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        policy = document.finish(text, hashlib.sha256(raw).hexdigest())
    except TooManyFaultsError:
        return Reading(None, tuple(faults.found))
    return Reading(policy, tuple(faults.found), frozenset(document.sound))


class _Chapter:
    def __init__(self, title: str) -> None:
        self.title = title
        self.paragraphs: list[str] = []
        self.rules: list[str] = []

    def as_section(self) -> Section:
        return Section(title=self.title, paragraphs=tuple(self.paragraphs), rules=tuple(self.rules))


class _Document:
    """Reads the document block by block: title, chapters, front labels; rules are read by ``RuleText``."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._inline = InlineReader(faults)
        self._labels = LabelReader(faults)
        self._title: tuple[str, int] | None = None
        self._chapters = [_Chapter(FRONT)]
        self._rule: RuleText | None = None
        self._rules: dict[str, Rule] = {}
        self._values: dict[str, tuple[str, int]] = {}
        self._signature: list[str] = []
        self._rules_opened = 0
        self.sound: set[str] = set()

    def take(self, block: Block) -> None:
        """Read the next block of the document."""
        if block.kind == "heading" and block.level <= _RULE:
            self._end_rule()
            self._take_heading(block)
        elif self._rule is not None and not self._is_rule_too_deep(block):
            self._rule.take(block)
        elif block.kind != "item" or not self._take_label(block):
            self._take_prose(block)

    def _take_heading(self, block: Block) -> None:
        words = self._inline.prose(block)
        if block.level == _RULE:
            self._open_rule(block)
        elif looks_like_rule(words):
            self._faults.add(block.line, f"{quoted(words)} is a rule. Write it with three signs, ‘### ’.")
        elif block.level == _CHAPTER:
            if not words:
                self._faults.add(block.line, "This chapter has no title. Write it behind the ‘##’.")
            self._chapters.append(_Chapter(words))
        elif self._title is not None:
            self._faults.add(
                block.line, f"The title stands in line {self._title[1]} already. Write ‘## ’ for a chapter."
            )
        else:
            self._title = (words, block.line)
            if not words:
                self._faults.add(block.line, "The title is empty. Write it behind the ‘#’.")

    def _open_rule(self, block: Block) -> None:
        if len(self._chapters) == 1:
            self._faults.add(
                block.line, "This rule stands outside a chapter. Write a ‘## ’ heading above it."
            )
        self._rules_opened += 1
        chapter = self._chapters[-1]
        self._rule = RuleText(block, _place_of(chapter.title), self._inline, self._labels, self._faults)

    def _is_rule_too_deep(self, block: Block) -> bool:
        if block.kind != "heading" or not looks_like_rule(self._inline.prose(block)):
            return False
        self._end_rule()
        return True

    def _end_rule(self) -> None:
        if self._rule is None:
            return
        rule, is_sound = self._rule.finish(), self._rule.is_sound
        self._rule = None
        first = self._rules.get(rule.id)
        if first is not None:
            message = f"The id {rule.id} is taken by line {first.line}. Give this rule another."
            self._faults.add(rule.line, message, rule.id)
        elif rule.id:
            if is_sound:
                self.sound.add(rule.id)
            self._rules[rule.id] = rule
            self._chapters[-1].rules.append(rule.id)

    def _take_label(self, block: Block) -> bool:
        """Whether this item is a label. Other bold words before a colon are prose here."""
        found = split_label(block.source)
        if found is None:
            return False
        label = label_named(found.name, FRONT_LABELS)
        if label is None and found.bold:
            label = self._meant(found.name, block.line)
        if label is None:
            return False
        if label.name in self._values:
            first = self._values[label.name][1]
            self._faults.add(
                block.line, f"‘{label.name}’ stands here twice, first in line {first}. Keep one."
            )
            return True
        value = self._inline.value(found.value, block.line)
        self._values[label.name] = (value, block.line)
        self._chapters[-1].paragraphs.append(f"{label.name}: {value}")
        if not value:
            self._faults.add(block.line, f"‘{label.name}’ is empty. Write its words behind the colon.")
        return True

    def _meant(self, name: str, line: int) -> Label | None:
        rule_label = label_named(name, RULE_LABELS)
        if rule_label is not None:
            self._faults.add(line, f"‘{rule_label.name}’ belongs to a rule. Open one with a ‘### ’ heading.")
            return None
        near = label_like(name, FRONT_LABELS)
        if near is not None:
            self._faults.add(line, f"{quoted(name)} is not a label. Did you mean ‘{near.name}’?")
        return near

    def _take_prose(self, block: Block) -> None:
        words = self._inline.prose(block)
        chapter = self._chapters[-1]
        signs = block.kind == "paragraph" and block.source.startswith("##")
        if (signs or block.kind == "heading") and looks_like_rule(words.lstrip("# ")):
            self._faults.add(block.line, f"{quoted(words)} is a rule. Write it with three signs, ‘### ’.")
        elif signs:
            self._faults.add(block.line, "A heading needs a space behind its signs.")
        elif words:
            chapter.paragraphs.append(f"{block.marker} {words}" if block.marker else words)
        if block.kind == "quote" and _SIGNATURE.search(chapter.title):
            self._signature.append(words)

    def finish(self, text: str, sha256: str) -> Policy:
        """The policy as far as it could be read; what is missing has become faults."""
        self._end_rule()
        if self._title is None:
            self._faults.add(1, "This policy has no title. Write ‘# ’ and its name at the top.")
        if not self._rules_opened:
            self._faults.add(1, "This policy has no rule, so it would find nothing. Write one with ‘### ’.")
        for label in FRONT_LABELS:
            if label.missing and label.name not in self._values:
                self._faults.add(
                    self._title[1] if self._title else 1, f"There is no ‘{label.name}’. {label.missing}"
                )
        chapters = [chapter for chapter in self._chapters if chapter.title != FRONT or chapter.paragraphs]
        return Policy(
            title=self._title[0] if self._title else "",
            version=self._read(VERSION, self._labels.version, ""),
            sha256=sha256,
            text=text,
            rules=tuple(self._rules.values()),
            sections=tuple(chapter.as_section() for chapter in chapters),
            if_unreachable=self._read(UNREACHABLE_LABEL, self._labels.unreachable, "ask"),
            allowance_minutes=self._read(ALLOWANCE, self._labels.allowance, None),
            signature_text="\n\n".join(self._signature),
        )

    def _read(self, label: str, reader: Callable[[str, int], _Read], otherwise: _Read) -> _Read:
        value, line = self._values.get(label, ("", 0))
        return reader(value, line) if value else otherwise


def _place_of(chapter: str) -> str:
    """Where a rule stands, for people: ``section 3``, or the chapter's name where it has no number."""
    found = re.match(r"\s*(\d+(?:\.\d+)*)", chapter)
    return f"section {found[1]}" if found else f"“{chapter}”"
