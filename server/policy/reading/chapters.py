"""What stands in a chapter outside its rules: prose, the document’s labels, lists, accounts and steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from server.checking.rules import Section

from ..faults import At, quoted
from .accounts import names_account
from .labels import FRONT_LABELS, FRONT_NAMES, Label, Labelled, front_label, rule_label, split_label
from .lists import opens_list
from .markdown import Block
from .openers import Openers
from .readers import Readers
from .source import plain

_SIGNATURE = re.compile(r"\bsignature\b", re.IGNORECASE)

_Read = TypeVar("_Read")


class Chapter:
    """A chapter while it is read."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.paragraphs: list[str] = []
        self.rules: list[str] = []

    def as_section(self) -> Section:
        """The chapter as people read it."""
        return Section(title=self.title, paragraphs=tuple(self.paragraphs), rules=tuple(self.rules))


class ChapterText:
    """Reads the blocks of chapters, and keeps what the document says of itself."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers
        self._faults = readers.faults
        self._inline = readers.inline
        self._values: dict[str, tuple[str, At]] = {}
        self.openers = Openers(readers.faults)
        self.signature: list[str] = []

    def take(self, block: Block, chapter: Chapter) -> None:
        """Read the next block of a chapter."""
        if block.kind == "item" and self._take_label(block, chapter):
            self.openers.end()
        elif block.kind != "paragraph" or not self._is_stray(block):
            self._take_prose(block, chapter)

    def _take_label(self, block: Block, chapter: Chapter) -> bool:
        """Whether this item is a label. Other bold words before a colon are prose here."""
        found = split_label(block.source)
        at = At(block.line)
        if opens_list(block.source) or (found is not None and names_account(found.name)):
            self._take_named(found, block, chapter)
            return True
        if found is None:
            return False
        label = front_label(found.name)
        if label is None and found.bold:
            label = self._meant(found.name, block.line)
        if label is None:
            return False
        if label.name in self._values:
            first = self._values[label.name][1].line
            self._faults.at(at, f"‘{label.name}’ stands here twice, first in line {first}. Keep one.")
            return True
        value = self._inline.value(found.value, block.line)
        self._values[label.name] = (value, at)
        chapter.paragraphs.append(f"{label.name}: {value}")
        if not value:
            self._faults.at(at, f"‘{label.name}’ is empty. Write its words behind the colon.")
        return True

    def _take_named(self, found: Labelled | None, block: Block, chapter: Chapter) -> None:
        """A list of the document, or an account of the company."""
        at = At(block.line)
        name = self._inline.value(found.name if found else block.source, block.line)
        if found is None:
            self._faults.at(at, f"There is no colon in {quoted(name)}. Write ‘- **{{name}}:** …’.")
            return
        value = self._inline.value(found.value, block.line)
        chapter.paragraphs.append(f"{name}: {value}")
        if names_account(name):
            self._readers.accounts.take(name, value, at)
        else:
            self._readers.lists.define(name, value, at)

    def _meant(self, name: str, line: int) -> Label | None:
        of_rule = rule_label(name)
        if of_rule is not None:
            self._faults.add(line, f"‘{of_rule.name}’ belongs to a rule. Open one with a ‘### ’ heading.")
            return None
        near = self._faults.nearest(plain(name), FRONT_NAMES, line)
        if near is None:
            return None
        self._faults.add(line, f"{quoted(name)} is not a label. Did you mean ‘{near}’?")
        return front_label(near)

    def _is_stray(self, block: Block) -> bool:
        """A label, list or account outside a list would be read as prose, and would do nothing."""
        found = split_label(block.source) if block.source.startswith(("**", "__")) else None
        if found is None:
            return False
        label = front_label(found.name)
        if label is None and not opens_list(block.source) and not names_account(found.name):
            return False
        name = label.name if label else found.name
        self._faults.add(
            block.line, f"This stands in a list. Write {quoted(f'- **{name}:**')} at the start of the line."
        )
        return True

    def _take_prose(self, block: Block, chapter: Chapter) -> None:
        words = self._inline.prose(block)
        if block.kind == "paragraph" and block.source.startswith("##"):
            self._faults.add(block.line, "A heading needs a space behind its signs.")
        elif words:
            chapter.paragraphs.append(f"{block.marker} {words}" if block.marker else words)
        self.openers.take(block, words)
        if block.kind == "quote" and _SIGNATURE.search(chapter.title):
            self.signature.append(words)

    def read(self, label: str, reader: Callable[[str, At], _Read], otherwise: _Read) -> _Read:
        """What stands behind a label of the document, or what counts where it isn't there."""
        value, at = self._values.get(label, ("", At(0)))
        return reader(value, at) if value else otherwise

    def name_what_is_missing(self, line: int) -> None:
        """Tell of each required label that is not there."""
        for label in FRONT_LABELS:
            if label.missing and label.name not in self._values:
                self._faults.add(line, f"There is no ‘{label.name}’. {label.missing}")
