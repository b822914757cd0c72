"""A rule’s lines with one of its values written anew, in the hand of whoever wrote the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..reading.labels import RULE_NAMES, rule_label, split_label
from ..reading.rule_examples import SIDES
from .rule_pieces import opened
from .rule_place import Part, column_of, parts_of
from .rule_values import RuleForm, heading_of, paragraphs, value_place
from .written import Line, put, put_apart, take_out

_WIDE = 10_000
"""Characters after which a label is folded; the reader refuses lines of twice as many."""

_FOLD = 1_000


def house_style(form: RuleForm) -> list[str]:
    """A new rule as our own documents are written."""
    labels = [f"- **{name}:** {form.labels[name]}" for name in RULE_NAMES if name in form.labels]
    rows = [f"### {form.id}: {form.title}".rstrip()]
    for piece in paragraphs(form.why):
        rows += ["", *piece.split("\n")]
    rows += ["", *(row for label in labels for row in _folded(label))] if labels else []
    for side, examples in zip(SIDES, (form.not_allowed, form.allowed), strict=True):
        rows += ["", *opened(side, examples)] if examples else []
    return rows


def put_heading(lines: list[Line], now: RuleForm, form: RuleForm) -> None:
    """Give the rule the id and the title of the form."""
    if (now.id, now.title) == (form.id, form.title):
        return
    heading = heading_of(lines)
    rule_id = heading.rule_id if now.id == form.id else form.id
    between = heading.between if heading.between[-1:].isspace() else f"{heading.between} "
    text = f"{heading.before}{rule_id}{between}{form.title}{heading.after}"
    put(lines, 0, 1, [text if form.title else text.rstrip()])


def put_labels(lines: list[Line], now: RuleForm, form: RuleForm) -> None:
    """Give the rule the labels of the form: changed, added after the one before them, or taken out."""
    for name in RULE_NAMES:
        new = form.labels.get(name, "")
        if new == now.labels.get(name, ""):
            continue
        if not new:
            # Where it stands twice, taking out the first alone would put the second in force.
            for part in reversed(_labels(lines, name)):
                take_out(lines, part.first, part.past)
        elif name in now.labels:
            _put_value(lines, _labels(lines, name)[0], new)
        else:
            _add_label(lines, name, new)


def _labels(lines: Sequence[Line], name: str) -> list[Part]:
    return [part for part in parts_of(lines) if part.kind == "label" and part.name == name]


def _put_value(lines: list[Line], part: Part, value: str) -> None:
    line, column = value_place(lines, part)
    head, last = lines[line].text[:column], lines[part.past - 1].text
    found = split_label(part.block.source)
    if found is not None and rule_label(found.name) is None:
        line, head = part.first, _opening(lines, part, part.name)
    if not head[-1:].isspace():
        head += " "
    put(lines, line, part.past, _folded(f"{head}{value}{last[len(last.rstrip()) :]}"))


def _add_label(lines: list[Line], name: str, value: str) -> None:
    place = RULE_NAMES.index(name)
    for nearby in (*reversed(RULE_NAMES[:place]), *RULE_NAMES[place + 1 :]):
        found = _labels(lines, nearby)
        if found:
            at = found[0].past if RULE_NAMES.index(nearby) < place else found[0].first
            put(lines, at, at, _folded(f"{_opening(lines, found[0], name)}{value}"))
            return
    at = 1
    for part in parts_of(lines):
        if part.kind in {"opener", "example"}:
            break
        at = part.past
    put_apart(lines, at, _folded(f"- **{name}:** {value}"))


def _opening(lines: Sequence[Line], beside: Part, name: str) -> str:
    """What opens a label of this name, written like the one beside it."""
    source = beside.block.source
    if beside.block.kind != "item":
        return f"- **{name}:** "
    raw = lines[beside.first]
    bullet = raw.text[: column_of(raw, source.partition("\n")[0])]
    bold = source[:2] if source[:2] in {"**", "__"} else ""
    outside = bold and re.match(r"(\*\*|__)[^*:\n]*\1", source) is not None
    return f"{bullet}{bold}{name}{bold}: " if outside else f"{bullet}{bold}{name}:{bold} "


def _folded(row: str) -> list[str]:
    """A label in as many lines as it needs, each of which begins with a word."""
    if len(row) <= _WIDE:
        return [row]
    rows = [""]
    for piece in re.split(r"(?<=;) (?=[^\W\d_])", row):
        if rows[-1] and len(rows[-1]) + len(piece) > _FOLD:
            rows.append(f"  {piece}")
        else:
            rows[-1] = f"{rows[-1]} {piece}" if rows[-1] else piece
    return rows
