"""The Markdown of a policy as a flat row of blocks, each with its lines.

CommonMark 0.31 through pulldown-cmark. Its parser is shown only the *shape* of the text: the signs that would
render, hide or rewrite words (HTML, links, references, entities) are made harmless there, one character
for one, and every word is then taken from the text itself. Stretches so plain that it could say one thing
only are read without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import pyromark
from pyromark.event import Event, Range

from ..faults import Faults
from .shape import shape_of, stretches
from .source import tidy

BlockKind = Literal["heading", "paragraph", "item", "quote", "code"]

DEEPEST = 8
"""Lists in lists: nobody reads deeper, and a rule down there would be overlooked."""

_NUMBER = re.compile(r"[0-9]{1,9}")
_QUOTE_MARK = re.compile(r"^[ \t]*> ?")
_STRUCTURE = re.compile(r"(?: {4}|[ ]{0,3}\t)[ \t]*(?:#{1,6}[ \t]|>|(?:[-+*]|[0-9]{1,9}[.)])[ \t])")
_EDGES = frozenset({"Start", "End"})
_ALONE = (("", ""),)
_INLINE = ("Emphasis", "Strong")
_INDENTED = "This line stands too far to the right to count. Take out the spaces before it."


class Block(NamedTuple):
    """A piece of the document. ``line`` to ``end`` are lines from 1, both included.

    ``level`` counts the signs of a heading; ``marker`` is the bullet or number of an item;
    ``source`` is Markdown for inline reading, for a quote its lines without ``>``.
    """

    kind: BlockKind
    line: int
    end: int
    source: str
    level: int = 0
    marker: str = ""


def read_blocks(text: str, faults: Faults) -> list[Block]:
    """Every block of the document in its order."""
    tidied = tidy(text)
    shape = shape_of(tidied)
    blocks: list[Block] = []
    line = 1
    for begin, end, is_plain in stretches(shape):
        part = tidied[begin:end]
        if is_plain:
            _read_plain(part, line, blocks)
        elif not _Reading(part, line, faults, blocks).read(pyromark.events_with_range(shape[begin:end])):
            break
        line += part.count("\n")
    return blocks


def _read_plain(text: str, line: int, blocks: list[Block]) -> None:
    """Read a plain stretch, whose every line shows by its sign what it is."""
    for number, row in enumerate(text.split("\n"), line):
        sign = row[:2]
        if sign == "- ":
            blocks.append(Block("item", number, number, row[2:].strip(" \t"), 0, "•"))
        elif sign[:1] == "#":
            signs, _, words = row.partition(" ")
            blocks.append(Block("heading", number, number, words, len(signs)))
        elif sign:
            kind: BlockKind = "quote" if sign == "> " else "paragraph"
            source = row[2:] if kind == "quote" else row
            last = blocks[-1] if blocks else None
            if last is not None and last.end == number - 1 and last.kind == kind:
                blocks[-1] = Block(kind, last.line, number, f"{last.source}\n{source}")
            else:
                blocks.append(Block(kind, number, number, source))


class _Reading:
    """Turns the parser’s events into blocks; what stands in a quote is the quote’s own text."""

    def __init__(self, text: str, line: int, faults: Faults, blocks: list[Block]) -> None:
        self._text = text
        self._faults = faults
        self._blocks = blocks
        self._markers: list[str] = []
        self._lists: list[bool] = []
        self._level = 0
        self._whole = ""
        self._depth = 0
        self._begin = self._end = -1
        self._line, self._counted = line, 0

    def read(self, events: Iterator[tuple[Event, Range]]) -> bool:
        """Read everything up to the end; False where that came early, since what follows lies too deep."""
        for event, span in events:
            if "Text" in event:
                if self._begin < 0:
                    self._begin = span["start"]
                self._end = span["end"]
                continue
            ((name, tag),) = _ALONE if isinstance(event, str) else event.items()
            if event != "Rule" and (name not in _EDGES or tag in _INLINE):
                self._begin = span["start"] if self._begin < 0 else self._begin
                self._end = span["end"]
            elif self._whole:
                self._end_whole(name, tag, span)
            elif not self._cross(name, tag, span):
                return False
        return True

    def _cross(self, name: str, tag: object, span: Range) -> bool:
        """Read over the edge of a block; False where what begins lies too deep."""
        if self._level:
            self._blocks.append(self._heading(span))
        elif self._begin >= 0:
            self._blocks.append(self._words())
        if name == "Start":
            return self._enter(tag, span)
        if tag == "Item":
            self._markers.pop()
        elif isinstance(tag, dict) and "List" in tag:
            self._lists.pop()
        return True

    def _enter(self, tag: object, span: Range) -> bool:
        """Begin a block; False where it lies too deep."""
        if tag == "Item":
            number = _NUMBER.search(self._text, span["start"]) if self._lists[-1] else None
            self._markers.append(f"{number[0]}." if number else "•")
        if not isinstance(tag, dict):
            return True
        ((kind, details),) = tag.items()
        if kind == "Heading":
            self._level = int(details["level"][1])
        elif kind == "List":
            self._lists.append(details is not None)
            if len(self._lists) > DEEPEST:
                line = self._line_at(span["start"])
                self._faults.add(line, f"This is nested more than {DEEPEST} deep. Keep lists flat.")
                return False
        else:
            self._whole, self._depth = "Indented" if details == "Indented" else kind, 1
        return True

    def _end_whole(self, name: str, tag: object, span: Range) -> None:
        """Read a quote or code where it ends; quotes may stand in quotes."""
        if self._whole == "BlockQuote":
            if isinstance(tag, dict) and "BlockQuote" in tag:
                self._depth += 1 if name == "Start" else -1
            if self._depth:
                return
        self._blocks.append(self._read_whole(span))

    def _read_whole(self, span: Range) -> Block:
        """What stands in a quote or in code, read as a whole at its end."""
        line = self._line_at(span["start"])
        rows = self._text[span["start"] : span["end"]].rstrip("\n").split("\n")
        end = line + len(rows) - 1
        whole, begin = self._whole, self._begin
        self._whole, self._begin = "", -1
        if whole == "BlockQuote":
            self._tell_of_structure(["" if row.lstrip()[:1] == ">" else row for row in rows], line)
            return _quote(rows, line, end)
        if whole == "Indented":
            # It stays the words that it is; structure that hides there is told.
            rows[0] = f"    {rows[0]}"
            self._tell_of_structure(rows, line)
            return Block("paragraph", line, end, "\n".join(row.strip() for row in rows))
        code = self._text[begin : self._end] if begin >= 0 else ""
        return Block("code", line, end, code.rstrip("\n"))

    def _tell_of_structure(self, rows: list[str], line: int) -> None:
        for number, row in enumerate(rows, start=line):
            if _STRUCTURE.match(row):
                self._faults.add(number, _INDENTED)

    def _words(self) -> Block:
        """The words read since the last block, as a block of their own."""
        source, line = self._text[self._begin : self._end].strip(" \t"), self._line_at(self._begin)
        end = line
        if "\n" in source:
            rows = source.split("\n")
            end += len(rows) - 1
            self._tell_of_structure(rows, line)
            source = "\n".join(row.strip(" \t") for row in rows)
        self._begin = -1
        if self._markers and self._markers[-1]:
            marker, self._markers[-1] = self._markers[-1], ""
            return Block("item", line, end, source, 0, marker)
        return Block("paragraph", line, end, source)

    def _heading(self, span: Range) -> Block:
        """A heading with its signs, or with the line drawn under it."""
        line, level = self._line_at(span["start"]), self._level
        end = line + self._text[span["start"] : span["end"]].rstrip("\n").count("\n")
        source = self._text[self._begin : self._end] if self._begin >= 0 else ""
        self._begin, self._level = -1, 0
        if "\n" in source:
            source = "\n".join(row.strip() for row in source.split("\n"))
        return Block("heading", line, end, source, level)

    def _line_at(self, place: int) -> int:
        """The line of a place; places come in their order, so that each line is counted once."""
        if place > self._counted:
            self._line += self._text.count("\n", self._counted, place)
            self._counted = place
        return self._line


def _quote(rows: list[str], line: int, end: int) -> Block:
    """A quote’s own lines: an example that starts with ``#`` or ``1.`` must keep them."""
    source = "\n".join(row[2:] if row.startswith("> ") else _QUOTE_MARK.sub("", row, count=1) for row in rows)
    leading = len(source) - len(source.lstrip("\n")) if source.strip() else 0
    return Block("quote", line + leading, end, source.strip("\n"))
