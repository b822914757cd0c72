"""Whatever a form holds, and whatever document it comes from: what is written is what is read."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from server.errors import RightHandleError
from server.policy.document import survey
from server.policy.editing.edit import rule_form, with_rule, without_rule
from server.policy.editing.rule_place import outline
from server.policy.editing.rule_values import RuleForm, one_line, paragraphs, typed
from server.policy.faults import Faults
from server.policy.reading.inline import InlineReader
from server.policy.reading.labels import RULE_NAMES
from server.policy.reading.source import tidy

from .documents import SOUND
from .test_edit import DOCUMENTS, STYLES, restyled, rules_of

PIECES = [
    *("a", "Halcyon Bank", "**", "*", "_", "`", "#", "### AB-1: x", ">", "- ", "1. ", ": ", ";", "\\", "—"),
    *("\n", "\r\n", "\n\n", " ", "    ", "```", "---", "Allowed:", "Not allowed:", "**Weight:** x", "{a}"),
    *("\u2028", "👩\u200d🚒", "|", "<b>", "\ufeff", "\u00a0"),
]
ANY = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
WORDS = ["word", "Öl", "f\\*\\*k", "“so”", "a_b", "x & y", "(7.2)."]
PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
TRIED = [*DOCUMENTS, *(restyled(SOUND, style) for style in STYLES)]
PLACES = st.sampled_from([(document, rule_id) for document in TRIED for rule_id in rules_of(document)])


def forms(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, object]]:
    examples = st.lists(words, max_size=4)
    values = {
        "title": words,
        "why": st.lists(words, min_size=1, max_size=4).map("\n\n".join),
        "labels": st.dictionaries(st.sampled_from(RULE_NAMES), words, max_size=12),
        "not_allowed": examples,
        "allowed": examples,
    }
    return st.fixed_dictionaries({}, optional=values)


def edited(place: tuple[str, str], values: dict[str, object]) -> str:
    document, rule_id = place
    form = msgspec.structs.replace(rule_form(document, rule_id), **values)
    after = with_rule(document, rule_id, form)
    _says(after, form, rule_id)
    _keeps(document, after, rule_id)
    return after


def _says(after: str, form: RuleForm, rule_id: str) -> None:
    """The form is given again, and the reader reads what it says."""
    wanted = {name: one_line(value) for name, value in form.labels.items() if one_line(value)}
    read = rule_form(after, rule_id)
    assert read.title == one_line(form.title)
    assert read.why == "\n\n".join(paragraphs(form.why))
    assert {name: value for name, value in read.labels.items() if value} == wanted
    assert read.not_allowed == [typed(example) for example in form.not_allowed]
    assert read.allowed == [typed(example) for example in form.allowed]
    policy = survey(after).policy
    rule = policy.rule(rule_id) if policy is not None else None
    if rule is not None:
        inline = InlineReader(Faults())
        assert rule.instead == inline.value(_tidied(wanted.get("Write instead", "")), 0)
        assert rule.consequence == inline.value(_tidied(wanted.get("Consequence", "")), 0)
        for said, written in ((rule.not_allowed, read.not_allowed), (rule.allowed, read.allowed)):
            assert [(one.text, one.spans) for one in said] == [
                tuple(inline.example(_tidied(text), 0)) for text in written
            ]


def _tidied(words: str) -> str:
    """As the reader tidies words that stand behind a sign of their own, and not at the start of a line."""
    return "\n".join(tidy(f"> {row}").removeprefix("> ") for row in words.split("\n"))


def _keeps(before: str, after: str, rule_id: str) -> None:
    def beside(document: str) -> tuple[list[object], list[object]]:
        found = outline(document)
        place = found.find(rule_id)
        return found.lines[: place.first], found.lines[place.past :]

    assert beside(after) == beside(before)
    assert after.startswith("\ufeff") == before.startswith("\ufeff")


@settings(max_examples=40, deadline=None)
@given(PLACES, forms(ANY))
def test_whatever_a_form_holds_is_written_as_it_says_or_refused(
    place: tuple[str, str], values: dict[str, object]
) -> None:
    try:
        edited(place, values)
    except RightHandleError as refused:
        assert refused.status == 422
        assert str(refused.field).partition(".")[0] in {"title", "why", "labels", "not_allowed", "allowed"}


@settings(max_examples=40, deadline=None)
@given(PLACES, forms(PLAIN))
def test_plain_words_are_never_refused(place: tuple[str, str], values: dict[str, object]) -> None:
    after = edited(place, values)
    assert edited((after, place[1]), {}) == after


LINES = [
    *(
        "### AB-1: x",
        "### AB-2: **y** #",
        "   ### AB-3: z",
        "#### AB-4: q",
        "## 1. C",
        "Why.",
        "- item",
        "1. one",
    ),
    *(
        "- **Weight:** stop",
        "* __Category__: tone",
        "- Weight: note",
        "+ **Looks for**: a;",
        "  b; c",
        "  - nested",
    ),
    *(
        "- **Wieght:** x",
        "**Weight:** p",
        "- **Colour:** q",
        "- **{l}:** a",
        "- - **Sites:** x",
        "– **Weight:** w",
    ),
    *(
        "Not allowed:",
        "Allowed:",
        "**Not allowed**:",
        "#### Allowed",
        "- Allowed:",
        "Allowed: text",
        "Steps:",
    ),
    *(
        "> **x**",
        "> y",
        ">z",
        "> > q",
        "   > i",
        "> ```",
        "> # h",
        "lazy",
        "",
        "",
        "",
        "",
        "    indented",
        "\tt",
    ),
    *("```", "~~~", "---", "===", "***", "a\\", "&amp;", "<b>", "[x]: y", "| a |"),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=25), st.sampled_from(["\n", "\r\n"]))
def test_any_document_has_forms_that_say_what_the_reader_reads(lines: list[str], end: str) -> None:
    document = end.join(["# T", "- **Version:** 1", "", "## 1. C", "", "### AB-1: x", "", *lines])
    policy = survey(document).policy
    assert policy is not None
    for rule_id in rules_of(document):
        form, rule = rule_form(document, rule_id), policy.rule(rule_id)
        assert with_rule(document, rule_id, form) == document
        assert rule_id not in rules_of(without_rule(document, rule_id))
        assert rule is not None
        assert (len(rule.not_allowed), len(rule.allowed)) == (len(form.not_allowed), len(form.allowed))
        assert rule.instead == form.labels.get("Write instead", "")
