"""What the form of a rule holds, and where in the rule’s lines each value stands."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from ..reading.labels import split_label
from ..reading.rule_examples import Side
from ..reading.source import tidy
from .rule_place import Part, column_of, parts_of, quote_mark
from .written import Line


class RuleForm(msgspec.Struct, kw_only=True):
    """A rule as a form: each value is the author’s own Markdown.

    ``labels`` goes by the label’s name, such as ``Looks for``; one that isn’t there is not in the rule.
    Examples keep their bold marks and stand without ``> ``. ``why`` has a blank line between paragraphs.
    """

    id: str
    title: str
    why: str
    labels: dict[str, str]
    not_allowed: list[str]
    allowed: list[str]


class Piece(NamedTuple):
    """A paragraph of the reason or an example: its lines, its text, and what each line is led in by."""

    first: int
    past: int
    text: str
    lead: str


class Heading(NamedTuple):
    """A rule’s heading, taken apart so that each piece can be put back."""

    before: str
    rule_id: str
    between: str
    title: str
    after: str


_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_IN_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<id>[^:*_]+?)(?P<colon>\s*:\s*)(?P<title>.*)(?P=mark)", re.DOTALL)
_PLAIN = re.compile(r"[*_]*(?P<id>[^:*_]+?)(?P<colon>[*_]*\s*:[*_]*\s*)(?P<title>.*)", re.DOTALL)


def form_of(rule_id: str, lines: Sequence[Line], parts: Sequence[Part]) -> RuleForm:
    """The form of the rule whose lines and parts these are."""
    labels: dict[str, str] = {}
    for part in parts:
        if part.kind == "label":
            labels.setdefault(part.name, value_of(lines, part))
    return RuleForm(
        id=rule_id,
        title=heading_of(lines).title.strip(),
        why="\n\n".join(piece.text for piece in reason_of(lines, parts)),
        labels=labels,
        not_allowed=[piece.text for piece in examples_of(lines, parts, "not allowed")],
        allowed=[piece.text for piece in examples_of(lines, parts, "allowed")],
    )


def heading_of(lines: Sequence[Line]) -> Heading:
    """The first line of a rule; where it has no colon, all of it is the id."""
    raw, source = lines[0].text, parts_of(lines[:1])[0].block.source
    at = tidy(raw).find(source)
    found = _IN_BOLD.fullmatch(source) or _PLAIN.fullmatch(source)
    if found is None:
        return Heading("### ", raw[at : at + len(source)], ": ", "", "")
    cuts = [at + found.start("id"), at + found.end("id"), at + found.end("colon"), at + found.end("title")]
    return Heading(*(raw[start:end] for start, end in zip([0, *cuts], [*cuts, len(raw)], strict=True)))


def value_place(lines: Sequence[Line], part: Part) -> tuple[int, int]:
    """The line and the column at which the words behind a label begin."""
    source = part.block.source.rstrip()
    found = split_label(source)
    start = len(source) - len(found.value if found else "")
    row = source.count("\n", 0, start)
    rest = source[start:].partition("\n")[0]
    return part.first + row, column_of(lines[part.first + row], rest)


def value_of(lines: Sequence[Line], part: Part) -> str:
    """The words behind a label, in one line however many they take."""
    line, column = value_place(lines, part)
    rows = [lines[line].text[column:], *(one.text for one in lines[line + 1 : part.past])]
    return one_line("\n".join(rows))


def reason_of(lines: Sequence[Line], parts: Sequence[Part]) -> list[Piece]:
    """Every paragraph of the reason, wherever in the rule it stands."""
    pieces: list[Piece] = []
    runs: list[tuple[int, int]] = []
    last = ""
    for part in parts:
        if part.kind == "prose" and last == "prose":
            runs[-1] = (runs[-1][0], part.past)
        elif part.kind == "prose":
            runs.append((part.first, part.past))
        last = part.kind
    for first, past in runs:
        start = first
        for at in range(first, past + 1):
            if at < past and not lines[at].is_blank:
                continue
            if start < at:
                pieces.append(_paragraph(lines, start, at))
            start = at + 1
    return pieces


def _paragraph(lines: Sequence[Line], first: int, past: int) -> Piece:
    rows = [line.text.rstrip() for line in lines[first:past]]
    text = textwrap.dedent("\n".join(rows))
    return Piece(first, past, text, rows[0][: len(rows[0]) - len(text.partition("\n")[0])])


def examples_of(lines: Sequence[Line], parts: Sequence[Part], side: Side) -> list[Piece]:
    """The examples of one side, in their order."""
    found: list[Piece] = []
    for part in parts:
        if part.kind != "example" or part.name != side:
            continue
        marks = [quote_mark(line.text) for line in lines[part.first : part.past]]
        rows = [
            line.text[len(mark) :] for line, mark in zip(lines[part.first : part.past], marks, strict=True)
        ]
        found.append(Piece(part.first, part.past, typed("\n".join(rows)), next(filter(None, marks), "> ")))
    return found


def one_line(text: str) -> str:
    """Text that may stand behind a label or in a heading: its line ends are spaces."""
    return " ".join(row.strip() for row in _LINE_ENDS.split(text) if row.strip())


def typed(text: str) -> str:
    """An example as it is kept: line feeds only, and nothing that no reader sees at the ends."""
    return "\n".join(row.rstrip() for row in _LINE_ENDS.split(text)).strip("\n")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a reason, each without the indentation that all its lines share."""
    rows = "\n".join(row.rstrip() for row in _LINE_ENDS.split(text))
    return [textwrap.dedent(piece) for piece in re.split(r"\n{2,}", rows.strip("\n")) if piece]
