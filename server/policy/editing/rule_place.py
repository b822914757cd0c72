"""Where each rule of a document stands, line by line: its heading, reason, labels and examples.

It takes blocks apart just as ``rule_text`` does, but keeps places where that keeps values, and so
finds a rule in a document that is full of faults: that is when people edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from server.errors import RightHandleError

from ..faults import Faults, nearest, quoted
from ..reading.inline import InlineReader
from ..reading.labels import RULE_NAMES, rule_label, split_label
from ..reading.lists import opens_list
from ..reading.markdown import Block, read_blocks
from ..reading.openers import opener_named
from ..reading.rule_examples import SIDES, Side
from ..reading.rule_text import looks_like_rule
from ..reading.source import decode, plain, tidy
from .written import BOM, Line, lines_of, read_as

PartKind = Literal["heading", "label", "opener", "example", "prose", "other"]

_CHAPTER, _RULE = 2, 3
_SIDE_NEAR = 0.8


class Part(NamedTuple):
    """A piece of a rule: lines from ``first`` up to ``past``, counted from 0.

    ``name`` is the label’s own, or the side of an opener or example; ``other`` is what the reader
    lists as a fault and takes for nothing.
    """

    kind: PartKind
    first: int
    past: int
    block: Block
    name: str = ""


class RulePlace(NamedTuple):
    """A rule from its heading up to the next one; ``rule_id`` as it is compared, in capitals."""

    rule_id: str
    first: int
    past: int


class ChapterPlace(NamedTuple):
    """A chapter from its heading up to the next one."""

    title: str
    first: int
    past: int


class Outline(NamedTuple):
    """A document as places. ``bom`` is the mark that it begins with, or ""."""

    bom: str
    lines: list[Line]
    blocks: list[Block]
    rules: list[RulePlace]
    chapters: list[ChapterPlace]

    def find(self, rule_id: str) -> RulePlace:
        """The rule of that id, whatever its case.

        Raises:
            RightHandleError: ``unknown_rule``, with the nearest id; ``duplicate_rule`` where two have it.
        """
        wanted = plain(rule_id).upper()
        found = [rule for rule in self.rules if rule.rule_id == wanted]
        if len(found) == 1:
            return found[0]
        if found:
            places = " and ".join(str(rule.first + 1) for rule in found[:2])
            message = (
                f"The lines {places} both have a rule {wanted}. Give one of them another id in the text."
            )
            raise RightHandleError("duplicate_rule", message, status=409, field="rule")
        near = nearest(rule_id, [rule.rule_id for rule in self.rules], at_least=0.5)
        meant = f" Did you mean ‘{near}’?" if near else ""
        message = f"This text has no rule {quoted(rule_id)}.{meant}"
        raise RightHandleError("unknown_rule", message, status=404, field="rule")

    def parts(self, place: RulePlace) -> tuple[Part, ...]:
        """The parts of a rule as they are read in their place, with lines counted from its heading."""
        of_rule = (block for block in self.blocks if place.first < block.line <= place.past)
        shifted = [
            block._replace(line=block.line - place.first, end=block.end - place.first) for block in of_rule
        ]
        return tuple(_Parts().read(shifted, place.past - place.first))


def outline(document: str) -> Outline:
    """Find every rule and chapter of a document, whatever faults it has.

    Raises:
        RightHandleError: ``policy_refused``, where it is no text that can be taken apart at all.
    """
    faults = Faults()
    text = decode(document, faults)
    blocks = read_blocks(text, faults) if text is not None else []
    read_to = blocks[-1].end if blocks else 0
    # Behind a fault that ends the reading, a rule would seem to go on to the end of the file.
    fatal = next((fault for fault in faults.found if text is None or fault.line > read_to), None)
    if fatal is not None:
        raise RightHandleError("policy_refused", str(fatal), field="text")
    lines = lines_of(document)
    rules, chapters = _places(blocks, len(lines))
    return Outline(BOM if document.startswith(BOM) else "", lines, blocks, rules, chapters)


def _places(blocks: Sequence[Block], past: int) -> tuple[list[RulePlace], list[ChapterPlace]]:
    inline = InlineReader(Faults())
    rules: list[RulePlace] = []
    chapters: list[ChapterPlace] = []
    in_rule = in_chapter = False
    for block in blocks:
        if block.kind != "heading":
            continue
        at, words = block.line - 1, inline.prose(block)
        too_deep = block.level > _RULE and looks_like_rule(words)
        if in_rule and (block.level <= _RULE or too_deep):
            rules[-1] = rules[-1]._replace(past=at)
            in_rule = False
        if block.level == _RULE:
            in_rule = True
            rules.append(RulePlace(plain(words.partition(":")[0]).upper(), at, past))
        elif block.level < _RULE:
            if in_chapter:
                chapters[-1] = chapters[-1]._replace(past=at)
            in_chapter = block.level == _CHAPTER and not looks_like_rule(words)
            if in_chapter:
                chapters.append(ChapterPlace(words, at, past))
    return rules, chapters


def parts_of(lines: Sequence[Line]) -> tuple[Part, ...]:
    """Every part of the rule whose lines these are, read by themselves: that is how it is edited."""
    return _parts_of(read_as(lines), len(lines))


@lru_cache(maxsize=2)  # one edit asks for the same rule a dozen times
def _parts_of(text: str, past: int) -> tuple[Part, ...]:
    return tuple(_Parts().read(read_blocks(text, Faults()), past))


class _Parts:
    """Follows the reader: which side the examples belong to depends on what stood before them."""

    def __init__(self) -> None:
        self._inline = InlineReader(Faults())
        self._side: Side | None = None
        self._awaits_example = False

    def read(self, blocks: Sequence[Block], past: int) -> Iterator[Part]:
        for block in blocks:
            kind, name = self._kind(block)
            yield Part(kind, block.line - 1, min(block.end, past), block, name)

    def _kind(self, block: Block) -> tuple[PartKind, str]:
        if block.kind == "heading" and block.level <= _RULE:
            return "heading", ""
        if block.kind == "quote":
            self._awaits_example = False
            return ("example", self._side) if self._side else ("other", "")
        label = self._label(block)
        if label is not None:
            if block.kind == "item":
                self._side, self._awaits_example = None, False
            return label
        side = self._opened(block)
        if side is not None:
            return "opener", side
        if self._awaits_example:
            self._awaits_example = False
            return "other", ""
        self._side = None
        is_slip = block.kind == "paragraph" and block.source.startswith("##")
        is_elsewhere = opener_named(self._inline.prose(block)) is not None
        return ("other" if is_slip or is_elsewhere else "prose"), ""

    @staticmethod
    def _label(block: Block) -> tuple[PartKind, str] | None:
        found = split_label(block.source) if block.kind in {"item", "paragraph"} else None
        label = rule_label(found.name) if found is not None else None
        if label is not None and found is not None:
            return ("label", label.name) if found.bold or block.kind == "item" else None
        if block.kind == "item" and opens_list(block.source):
            return "other", ""
        if found is None or block.kind == "paragraph" or plain(found.name) in SIDES:
            return None
        near = nearest(plain(found.name), RULE_NAMES)
        if near is not None:
            return "label", near
        return ("other", "") if found.bold else None

    def _opened(self, block: Block) -> Side | None:
        words = self._inline.prose(block)
        first, colon, rest = words.partition(":")
        said = plain(first)
        side = next((side for side in SIDES if side == said), None)
        if side is None and words.endswith(":"):
            near = nearest(said, SIDES, at_least=_SIDE_NEAR)
            side = next((side for side in SIDES if side == near), None)
        if side is None or not (colon or block.kind == "heading"):
            return None
        self._side, self._awaits_example = side, not rest.strip()
        return side


_QUOTE = re.compile(r"^[ \t]*>(?P<space> ?)")


def quote_mark(text: str) -> str:
    """What opens a line of an example, such as ``> ``; "" where a line goes on without it."""
    found = _QUOTE.match(tidy(text))
    return text[: found.end()] if found else ""


def column_of(line: Line, rest: str) -> int:
    """The column at which ``rest``, the end of a line as the parser gives it, begins in the file."""
    return len(tidy(line.text).rstrip()) - len(rest.rstrip())
