"""The Markdown of a policy as a flat row of blocks, each with its lines.

CommonMark 0.31 through markdown-it-py, with everything off that could render, hide or rewrite
text: HTML, links, references and indented code stay the characters they are.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .faults import Faults
from .source import tidy

BlockKind = Literal["heading", "paragraph", "item", "quote", "code"]

DEEPEST = 8
"""Lists in lists: past this the parser would drop text, so the file is refused instead."""

MOST_MARKS = 20_000
"""Stars, underscores and other signs that are parsed in one file; each costs some 3 to 6 µs."""

_MARKS = re.compile(r"[*_`\\&]")
_SIGNS = re.compile(r"[\n!#$%&*+\-:<=>@\[\\\]^_`{}~]")  # where the inline parser stops and looks
_QUOTE_MARK = re.compile(r"^[ \t]*> ?")


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


class Inline(NamedTuple):
    """Text without its markup, and where bold stood: ``(start, end)`` in characters."""

    text: str
    bold: tuple[tuple[int, int], ...]


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST * 2 + 4})
    markdown.disable(["reference", "code", "html_block", "link", "image", "autolink", "html_inline"])
    markdown.core.ruler.enableOnly(["normalize", "block"])
    return markdown


_MARKDOWN = _parser()


def read_blocks(text: str, faults: Faults) -> list[Block]:
    """Every block of the document in its order."""
    tidied = tidy(text)
    lines = tidied.split("\n")
    blocks: list[Block] = []
    markers: list[str] = []
    quote_ends = 0
    for index, token in enumerate(tokens := _MARKDOWN.parse(tidied)):
        first, past = token.map or (0, 0)
        if token.level >= DEEPEST * 2 and token.nesting == 1:
            faults.add(first + 1, f"This is nested more than {DEEPEST} deep. Keep lists flat.")
            return blocks
        if token.type == "list_item_open":
            markers.append(f"{token.info}." if token.info else "•")
        elif token.type == "list_item_close" and markers:
            markers.pop()
        elif first < quote_ends:
            continue
        elif token.type == "blockquote_open":
            quote_ends = past
            blocks.append(_quote(lines, first, past))
        elif token.type == "fence":
            blocks.append(Block("code", first + 1, past, token.content.rstrip("\n")))
        elif token.type == "inline":
            blocks.append(_written(token, tokens[index - 1], markers))
            if markers:
                markers[-1] = ""
    return blocks


def _quote(lines: list[str], first: int, past: int) -> Block:
    """A quote's own lines: an example that starts with ``#`` or ``1.`` must keep them."""
    own = [_QUOTE_MARK.sub("", line, count=1) for line in lines[first:past]]
    source = "\n".join(own)
    leading = len(source) - len(source.lstrip("\n")) if source.strip() else 0
    return Block("quote", first + 1 + leading, past, source.strip("\n"))


def _written(token: Token, opened: Token, markers: list[str]) -> Block:
    first, past = token.map or (0, 0)
    if opened.type == "heading_open":
        return Block("heading", first + 1, past, token.content, level=int(opened.tag[1]))
    if markers and markers[-1]:
        return Block("item", first + 1, past, token.content, marker=markers[-1])
    return Block("paragraph", first + 1, past, token.content)


class InlineReader:
    """Reads the inline Markdown of one file, and keeps count of what that costs."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._marks = 0

    def prose(self, block: Block) -> str:
        """Text for people: one line, without the signs for bold, italics and code."""
        if block.kind == "code":
            return block.source
        return " ".join(self._read(block.source, block.line, kept=()).text.split())

    def value(self, source: str, line: int) -> str:
        """What stands behind a label: every star is kept, since ``f*ck; sh*t`` is no italics."""
        return " ".join(self._read(source, line, kept=("strong", "em", "code")).text.split())

    def example(self, source: str, line: int) -> Inline:
        """A post as it would be typed: its line breaks and single stars kept, bold taken as the mark."""
        return self._read(source, line, kept=("em", "code"))

    def _read(self, source: str, line: int, *, kept: tuple[str, ...]) -> Inline:
        if not _MARKS.search(source):
            return Inline("\n".join(row.strip(" \t") for row in source.strip().split("\n")), ())
        marks = sum(1 for _ in _SIGNS.finditer(source))
        if self._marks <= MOST_MARKS < self._marks + marks:
            self._faults.add(line, f"This file has more than {MOST_MARKS:,} stars and other marks.")
        self._marks += marks
        if self._marks > MOST_MARKS:
            return Inline("", ())
        tokens: list[Token] = []
        _MARKDOWN.inline.parse(source.strip(), _MARKDOWN, {}, tokens)
        return _joined(tokens, kept)


def _joined(tokens: list[Token], kept: tuple[str, ...]) -> Inline:
    pieces: list[str] = []
    length = 0
    opened: list[int] = []
    bold: list[tuple[int, int]] = []
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close").removesuffix("_inline")
        piece = "\n" if token.type in {"softbreak", "hardbreak"} else token.content
        if name in kept:
            piece = token.markup + token.content + (token.markup if token.content else "")
        elif token.type == "strong_open":
            opened.append(length)
        elif token.type == "strong_close":
            bold.append((opened.pop(), length))
        pieces.append(piece)
        length += len(piece)
    return Inline("".join(pieces), tuple(sorted(set(bold))))
