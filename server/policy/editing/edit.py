"""One rule of a document changed through a form, and nothing else of the file.

Only the lines whose value really changed are written anew, in the hand of their author: bullets, bold
signs, indentation and line ends stay. What a value would break is refused before anybody loses a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from server.errors import RightHandleError

from ..faults import did_you_mean, quoted
from ..reading.labels import RULE_NAMES
from ..reading.markdown import Block
from ..reading.rule_examples import SIDES, Side
from ..reading.rule_text import RULE_ID
from .rule_pieces import put_examples, put_reason
from .rule_place import Outline, RulePlace, outline
from .rule_values import RuleForm, form_of, one_line, paragraphs, typed
from .rule_writing import house_style, put_heading, put_labels
from .written import joined, put, put_apart


def rule_form(document: str, rule_id: str) -> RuleForm:
    """One rule as a form, each value as its author wrote it.

    Raises:
        RightHandleError: ``unknown_rule`` (404), ``duplicate_rule`` (409) where two rules have that id,
            ``policy_refused`` (422) where the text can’t be taken apart at all.
    """
    found = outline(document)
    return _form_at(found, found.find(rule_id))


def with_rule(document: str, rule_id: str, form: RuleForm) -> str:
    """The document with this rule as the form says; every line that doesn’t change keeps its bytes.

    Raises:
        RightHandleError: as ``rule_form``, and ``invalid`` (422) with the field of the form that can’t be
            written down, such as a heading in the reason, or an id that another rule has.
    """
    before = outline(document)
    place = before.find(rule_id)
    form = _tidied(form, before, place)
    now = _form_at(before, place)
    rule = before.lines[place.first : place.past]
    put_heading(rule, now, form)
    put_labels(rule, now, form)
    if form.why != now.why:
        put_reason(rule, form)
    for side in SIDES:
        if _examples(form, side) != _examples(now, side):
            put_examples(rule, side, form)
    written = before.bom + joined([*before.lines[: place.first], *rule, *before.lines[place.past :]])
    _hold(written, form, _blocks_beside(before, place))
    return written


def with_new_rule(document: str, form: RuleForm, *, chapter: int) -> str:
    """The document with this rule at the end of a chapter, counted from 0 over the ``## `` headings.

    Raises:
        RightHandleError: ``invalid`` (422) with the field, ``policy_refused`` (422) as ``rule_form``.
    """
    before = outline(document)
    form = _tidied(form, before, None)
    if not 0 <= chapter < len(before.chapters):
        count = len(before.chapters)
        have = "It has none yet." if not count else f"It has {count}, counted from 0."
        raise _invalid(f"This policy has no chapter {chapter}. {have}", "chapter")
    place = before.chapters[chapter]
    at = place.past
    while place.past == len(before.lines) and before.lines[at - 1].is_blank:
        at -= 1
    put_apart(before.lines, at, house_style(form))
    written = before.bom + joined(before.lines)
    _hold(written, form, before.blocks)
    return written


def without_rule(document: str, rule_id: str) -> str:
    """The document without this rule: from its heading up to the next one.

    Raises:
        RightHandleError: as ``rule_form``.
    """
    before = outline(document)
    place = before.find(rule_id)
    lines, is_last = before.lines, place.past == len(before.lines)
    put(lines, place.first, place.past, ())
    while is_last and lines and lines[-1].is_blank:
        lines.pop()
    if not is_last and place.first > 0 and not lines[place.first - 1].is_blank:
        put(lines, place.first, place.first, [""])
    return before.bom + joined(lines)


def _form_at(found: Outline, place: RulePlace) -> RuleForm:
    return form_of(place.rule_id, found.lines[place.first : place.past], found.parts(place))


def _tidied(form: RuleForm, before: Outline, place: RulePlace | None) -> RuleForm:
    """The form as it can stand in a document: a label is one line, and a label without words is none."""
    strange = next((name for name in form.labels if name not in RULE_NAMES), None)
    if strange is not None:
        raise _invalid(f"{quoted(strange)} is not a label. {did_you_mean(strange, RULE_NAMES)}", "labels")
    rule_id = one_line(form.id).upper()
    if place is None or rule_id != place.rule_id:
        if not RULE_ID.fullmatch(rule_id):
            raise _invalid(f"{quoted(form.id)} is not a rule’s id. Write it like ‘VOICE-1’.", "id")
        taken = next((rule for rule in before.rules if rule.rule_id == rule_id), None)
        if taken is not None:
            raise _invalid(f"The id {rule_id} is taken by line {taken.first + 1}. Choose another.", "id")
    values = {name: one_line(form.labels[name]) for name in RULE_NAMES if name in form.labels}
    return RuleForm(
        id=rule_id,
        title=one_line(form.title),
        why="\n\n".join(paragraphs(form.why)),
        labels={name: value for name, value in values.items() if value},
        not_allowed=[typed(example) for example in form.not_allowed],
        allowed=[typed(example) for example in form.allowed],
    )


def _blocks_beside(found: Outline, place: RulePlace) -> list[Block]:
    return [block for block in found.blocks if not place.first < block.line <= place.past]


def _hold(written: str, form: RuleForm, beside: Sequence[Block]) -> None:
    """Read what was written, and refuse it where anybody would read something else than the form says."""
    try:
        after = outline(written)
        place = after.find(form.id)
    except RightHandleError as error:
        lost = "This would be read as something else. Is a ‘```’ above it never closed?"
        message = lost if error.code == "unknown_rule" else error.message
        raise _invalid(message, _suspect(form)) from None
    read = _form_at(after, place)
    if read.id != form.id or read.title != form.title:
        raise _invalid("This title would be read as something else. Use other words.", "title")
    if read.why != form.why:
        raise _invalid(_reason_fault(form.why), "why")
    for name in RULE_NAMES:
        if read.labels.get(name, "") != form.labels.get(name, ""):
            message = f"These words behind ‘{name}’ would be read as something else. Use other words."
            raise _invalid(message, f"labels.{name}")
    for side, field in zip(SIDES, ("not_allowed", "allowed"), strict=True):
        if _examples(read, side) != _examples(form, side):
            raise _invalid("An example would be read as something else. Use other words.", field)
    now = [block._replace(line=0, end=0) for block in _blocks_beside(after, place)]
    if now != [block._replace(line=0, end=0) for block in beside]:
        raise _invalid(
            "This would change how the rest of the policy is read. Use other words.", _suspect(form)
        )


def _examples(form: RuleForm, side: Side) -> list[str]:
    return form.not_allowed if side == "not allowed" else form.allowed


_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"^\s*#", re.MULTILINE),
        "A reason has no headings. Take the ‘#’ from the start of the line.",
    ),
    (
        re.compile(r"^\s*>", re.MULTILINE),
        "A reason has no examples. Take the ‘>’ from the start of the line.",
    ),
    (re.compile(r"^\s*(```|~~~)", re.MULTILINE), "A reason has no code. Take out the line of signs."),
    (
        re.compile(r"^\s*(=+|-+)\s*$", re.MULTILINE),
        "A line of signs makes a heading. Take it out of the reason.",
    ),
    (
        re.compile(r"^\s*[-+*]", re.MULTILINE),
        "A label has a place of its own. Take this line out of the reason.",
    ),
    (re.compile(r"allowed\W*$", re.MULTILINE | re.IGNORECASE), "Examples have a place of their own below."),
)


def _reason_fault(why: str) -> str:
    found = next((sentence for slip, sentence in _SLIPS if slip.search(why)), None)
    return found or "A line of this reason would be read as something else. Use other words."


def _suspect(form: RuleForm) -> str:
    """The field that most likely breaks out of its place."""
    return "why" if any(slip.search(form.why) for slip, _ in _SLIPS) else "title"


def _invalid(message: str, field: str) -> RightHandleError:
    return RightHandleError("invalid", message, status=422, field=field)
