"""The document’s own lists: ``- **{client names}:** Halcyon Bank; Northwind``, and what uses one.

A list may stand below the rule that uses it, so uses are kept and judged when the whole document is read.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..faults import At, Faults, nearest, quoted
from .phrases import PhraseReader
from .source import plain

LONGEST_NAME = 40
_NAME = re.compile(r"[^\W_]+(?: [^\W_]+)*")
_DEFINES = re.compile(r"\{(?P<name>[^{}]*)\}")
_OPENS = re.compile(r"^(?:\*\*|__)?\s*\{")


class _Use(NamedTuple):
    name: str
    at: At


def opens_list(source: str) -> bool:
    """Whether a line begins as a list of the document does, finished or not."""
    return "{" in source[:8] and _OPENS.match(source) is not None


class Lists:
    """The lists of one document as far as it was read. ``entries`` are by name, in lower case."""

    def __init__(self, phrases: PhraseReader, faults: Faults) -> None:
        self._phrases = phrases
        self._faults = faults
        self.entries: dict[str, tuple[str, ...]] = {}
        self._lines: dict[str, int] = {}
        self._uses: list[_Use] = []
        self._bare: list[_Use] = []

    def define(self, label: str, value: str, at: At) -> None:
        """Keep one list; ``label`` is its name as written, in braces."""
        found = _DEFINES.fullmatch(label.strip())
        name = self._name(found["name"], at) if found else None
        if found is None:
            message = f"{quoted(label)} is not a list’s name. Write it like ‘- **{{client names}}:**’."
            self._faults.at(at, message)
        if name is None:
            return
        if name in self._lines:
            message = f"The list ‘{{{name}}}’ stands here twice, first in line {self._lines[name]}. Keep one."
            self._faults.at(at, message)
            return
        self._lines[name] = at.line
        self.entries[name] = self._entries(name, value, at)

    def _entries(self, name: str, value: str, at: At) -> tuple[str, ...]:
        if not value.strip(" ;"):
            message = f"The list ‘{{{name}}}’ is empty. Write its words behind the colon."
            self._faults.at(at, message)
            return ()
        entries = self._phrases.phrases(value, at)
        odd = next((entry for entry in entries if "{" in entry or "}" in entry), None)
        if odd is not None:
            message = f"{quoted(odd)} has braces. A list holds phrases, and no other list."
            self._faults.at(at, message)
        return entries

    def _name(self, written: str, at: At) -> str | None:
        name = plain(written)
        if len(name) <= LONGEST_NAME and _NAME.fullmatch(name):
            return name
        message = (
            f"{quoted(f'{{{written}}}')} can’t name a list. "
            f"Use letters, digits and spaces, up to {LONGEST_NAME}."
        )
        self._faults.at(at, message)
        return None

    def use(self, written: str, at: At) -> str:
        """The name of the list that is used here, or "" where it can't be one; judged in ``finish``."""
        name = self._name(written, at)
        if name is not None:
            self._uses.append(_Use(name, at))
        return name or ""

    def note_bare(self, words: str, at: At) -> None:
        """Words behind ``near`` without braces: a fault where a list is called so."""
        self._bare.append(_Use(plain(words), at))

    def finish(self) -> frozenset[str]:
        """Name every list that is used and nowhere defined; the ids of the rules that can't be run so."""
        lame: set[str] = set()
        for name, at in dict.fromkeys(self._uses):
            if not self.entries.get(name):
                lame.add(at.rule)
            if name not in self._lines:
                self._faults.at(at, f"This policy has no list ‘{{{name}}}’. {self._remedy(name)}")
        for name, at in dict.fromkeys(self._bare):
            if name in self._lines:
                message = f"A list stands in braces. Write ‘near {{{name}}}’."
                self._faults.at(at, message)
        return frozenset(lame)

    def _remedy(self, name: str) -> str:
        near = nearest(name, self._lines)
        return (
            f"Did you mean ‘{{{near}}}’?"
            if near is not None
            else f"Write it above the rules: ‘- **{{{name}}}:** …’."
        )
