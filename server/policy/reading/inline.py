"""Inline Markdown: bold, italics, code, escapes and entities; everything else stays the characters it is."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

import pyromark
from pyromark.event import Range

from ..faults import Faults
from .markdown import Block

MOST_MARKS = 25_000
"""Stars, underscores and other signs that are parsed in one file; each costs some 10 µs."""

_SIGNS = re.compile(r"[*_`\\&]+")
_HARMLESS = str.maketrans("<[", "%%")
_BREAK = "\x0c"
"""Stands for a line’s end while a text is parsed: a blank to Markdown, and in no document."""

_UNSIGNED = r"[^*_`\\&<\[\n]*+"
_ONLY_BOLD = re.compile(
    rf"(?!\s)(?:{_UNSIGNED}(?<![^ (\"])\*\*"
    rf"(?=[A-Za-z0-9]){_UNSIGNED}(?<=[A-Za-z0-9])\*\*(?=[ .,;:!?)\"]|\Z))++"
    rf"{_UNSIGNED}(?<!\s)"
)
"""A line with no other sign than bold around whole words: it has one reading only, and needs no parser."""

_LEAD = "x "
"""Stands before the text while it is parsed, so that a post beginning with ``#`` or ``1.`` is no heading."""


class Inline(NamedTuple):
    """Text without its markup, and where bold stood: ``(start, end)`` in characters."""

    text: str
    bold: tuple[tuple[int, int], ...]


class InlineReader:
    """Reads the inline Markdown of one file, and keeps count of what that costs."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._marks = 0

    def prose(self, block: Block) -> str:
        """Text for people: one line, without the signs for bold, italics and code."""
        source = block.source
        if block.kind == "code":
            return source
        return _one_line(self._read(source, block.line, kept=()).text if _has_signs(source) else source)

    def value(self, source: str, line: int) -> str:
        """What stands behind a label: every star is kept, since ``f*ck; sh*t`` is no italics."""
        kept = ("Strong", "Emphasis", "Code")
        return _one_line(self._read(source, line, kept=kept).text if _has_signs(source) else source)

    def example(self, source: str, line: int) -> Inline:
        """A post as it would be typed: its line breaks and single stars kept, bold taken as the mark."""
        if _has_signs(source):
            return self._read(source, line, kept=("Emphasis", "Code"))
        return Inline("\n".join(row.strip(" \t") for row in source.strip().split("\n")), ())

    def _read(self, source: str, line: int, *, kept: tuple[str, ...]) -> Inline:
        marks = len(_SIGNS.findall(source))
        if self._marks <= MOST_MARKS < self._marks + marks:
            self._faults.add(line, f"This file has more than {MOST_MARKS:,} stars and other marks.")
        self._marks += marks
        if self._marks > MOST_MARKS:
            return Inline("", ())
        if "Strong" not in kept and _ONLY_BOLD.fullmatch(source) is not None:
            return _only_bold(source)
        *rows, last = source.strip().split("\n")
        return _parsed(_BREAK.join([*map(_row, rows), last.lstrip(" \t")]), kept)


def _has_signs(source: str) -> bool:
    return "*" in source or "_" in source or "\\" in source or "`" in source or "&" in source


def _one_line(text: str) -> str:
    """The words with a blank between them; most texts are so already, and looking costs less than parting."""
    if text.isascii() and "  " not in text and "\n" not in text and "\t" not in text:
        return text.strip()
    return " ".join(text.split())


def _row(row: str) -> str:
    """A line before another, without the blanks around it and the backslash that only ends it."""
    bare = row.strip(" \t")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return bare[:-1] if backslashes % 2 else bare


def _only_bold(row: str) -> Inline:
    pieces = row.split("**")
    ends = list(accumulate(map(len, pieces)))
    return Inline("".join(pieces), tuple(zip(ends[:-1:2], ends[1::2], strict=True)))


def _parsed(row: str, kept: tuple[str, ...]) -> Inline:
    source = _LEAD + row
    shape = source.translate(_HARMLESS) if "<" in source or "[" in source else source
    raw = source.encode()
    pieces: list[str] = []
    length = -len(_LEAD)
    opened: list[int] = []
    bold: list[tuple[int, int]] = []
    for event, span in pyromark.events_with_range(shape):
        if isinstance(event, str):
            continue
        ((name, told),) = event.items()
        piece = ""
        if name == "Text":
            piece = str(told) if shape is source else _as_written(raw, span, str(told))
        elif name == "Code":
            code = raw[span["start"] : span["end"]].decode()
            piece = code if name in kept else _without_ticks(code)
        elif told in kept:
            sign = chr(raw[span["start"]])
            piece = sign * 2 if told == "Strong" else sign
        elif told == "Strong" and name == "Start":
            opened.append(length)
        elif told == "Strong":
            bold.append((opened.pop(), length))
        pieces.append(piece)
        length += len(piece)
    text = "".join(pieces)[len(_LEAD) :].replace(_BREAK, "\n")
    return Inline(text, tuple(sorted(set(bold))))


def _as_written(raw: bytes, span: Range, told: str) -> str:
    """The text itself where the parser saw only its shape; an entity alone reads otherwise."""
    written = raw[span["start"] : span["end"]].decode()
    return written if written.translate(_HARMLESS) == told else told


def _without_ticks(code: str) -> str:
    ticks = len(code) - len(code.lstrip("`"))
    inside = code[ticks:-ticks]
    is_padded = inside[:1] == " " == inside[-1:] and inside.strip(" ")
    return inside[1:-1] if is_padded else inside
