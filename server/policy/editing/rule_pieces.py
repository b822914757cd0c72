"""The paragraphs and examples of a rule, changed one by one: what stays keeps its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from ..reading.rule_examples import Side
from .rule_place import parts_of
from .rule_values import Piece, RuleForm, examples_of, paragraphs, reason_of
from .written import Line, put, put_apart, take_out

_INTERRUPTS = re.compile(r"\s{0,3}(?:[-+*>#]|[0-9]{1,9}[.)]|```|~~~)")
_ITEM = re.compile(r"\s*(?:[-+*]|[0-9]{1,9}[.)])\s")
_QUOTED = "> "
_MOST_COMPARED = 250_000


def put_reason(lines: list[Line], form: RuleForm) -> None:
    """Give the rule the paragraphs of the form’s reason; those that stay keep their place."""
    _align(lines, reason_of(lines, parts_of(lines)), paragraphs(form.why), 1, lead="")


def put_examples(lines: list[Line], side: Side, form: RuleForm) -> None:
    """Give the rule the examples of the form; a side that had none is opened."""
    new = form.not_allowed if side == "not allowed" else form.allowed
    parts = parts_of(lines)
    old = examples_of(lines, parts, side)
    opener = next((part for part in reversed(parts) if part.kind == "opener" and part.name == side), None)
    if new and not old and opener is None:
        below = (part.first for part in parts if part.kind == "opener" and side == "not allowed")
        put_apart(lines, next(below, parts[-1].past), opened(side, new))
    else:
        _align(lines, old, new, opener.past if opener else 1, lead=_QUOTED)


def opened(side: Side, examples: Sequence[str]) -> list[str]:
    """The examples of one side under their opener, as our own documents have them."""
    return [f"{side.capitalize()}:", *_apart(examples, _QUOTED)]


def _apart(texts: Sequence[str], lead: str) -> list[str]:
    rows: list[str] = []
    for text in texts:
        rows += [*([""] if rows else []), *(_led(row, lead) for row in text.split("\n"))]
    return rows


def _led(row: str, lead: str) -> str:
    """One line of a paragraph or an example behind what leads it in."""
    mark = lead.rstrip()
    if not row:
        return mark
    return f"{lead} {row}" if mark and lead == mark and row[0] == " " else f"{lead}{row}"


def _align(lines: list[Line], old: list[Piece], new: Sequence[str], start: int, *, lead: str) -> None:
    """Put ``new`` in the place of ``old``; from the end on, so that places stay true."""
    for tag, i1, i2, j1, j2 in reversed(_steps([piece.text for piece in old], new)):
        if tag == "equal":
            continue
        texts = new[j1:j2]
        if i1 == i2:
            at = old[i1 - 1].past if i1 else old[0].first if old else start
            close = not i1 and (lead == _QUOTED or (bool(old) and at == 1))
            rows = _apart(texts, old[max(i1 - 1, 0)].lead if old else lead)
            put_apart(lines, at, rows, close=close)
            continue
        for piece in reversed(old[i1 + len(texts) : i2]):
            take_out(lines, piece.first, piece.past)
        changed = old[i1 : min(i2, i1 + len(texts))]
        for place in reversed(range(len(changed))):
            is_last = place == len(changed) - 1
            _change(lines, changed[place], texts[place:] if is_last else texts[place : place + 1])


def _steps(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How ``old`` becomes ``new``; where too many differ, without looking for what moved."""
    same = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
    if same is None:
        same = min(len(old), len(new))
    end, most = 0, min(len(old), len(new)) - same
    while end < most and old[-1 - end] == new[-1 - end]:
        end += 1
    if (len(old) - same - end) * (len(new) - same - end) > _MOST_COMPARED:
        return [("replace", same, len(old) - end, same, len(new) - end)]
    left, right = old[same : len(old) - end], new[same : len(new) - end]
    found = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return [(tag, i1 + same, i2 + same, j1 + same, j2 + same) for tag, i1, i2, j1, j2 in found]


def _change(lines: list[Line], piece: Piece, texts: Sequence[str]) -> None:
    rows = _apart(texts, piece.lead)
    above, below = lines[piece.first - 1], lines[piece.past : piece.past + 1]
    is_prose = ">" not in piece.lead
    if is_prose and piece.first > 1 and not above.is_blank and not _ITEM.match(rows[0]):
        rows = ["", *rows]
    # A line that follows at once would be read as the end of this paragraph.
    if below and not below[0].is_blank and not _INTERRUPTS.match(below[0].text):
        rows = [*rows, ""]
    put(lines, piece.first, piece.past, rows)
