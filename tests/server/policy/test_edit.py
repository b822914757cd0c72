"""One rule is changed through a form, and every other byte of the document stays its author's."""

from __future__ import annotations

import msgspec
import pytest

from server.errors import RightHandleError
from server.policy.document import read_policy
from server.policy.editing.edit import rule_form, with_new_rule, with_rule, without_rule
from server.policy.editing.rule_place import outline
from server.policy.editing.rule_values import RuleForm, paragraphs
from server.policy.starter import STARTERS, starter_bytes

from .documents import SOUND, spoiled
from .test_faults import CASES

ODD = """\
\ufeff# How we post\r
\r
*  __Version__: 3   \r
\r
##  1. Odd, but read  ##\r
   ### **CONF-3:** Do *not* name   a client ###\r
We promise silence,  \r
and keep it.\r
* __Category__: confidential  \r
* __Consequence__: Delete it,\r
  then tell\r
your manager.   \r
+ Weight: confirm\r
* a point of the reason\r
* __Applies to__: company\r
\r
More of the reason.\r
\r
* __Looks for__:\r
  Halcyon Bank;\r
  Project Falcon\r
\r
#### Not allowed\r
\r
>Thrilled about **Halcyon Bank**,\r
> and\r
>\r
>    more\r
\r
**Allowed:**\r
> A post\r
\r
   > Another\r
goes on\r
\r
\r
And a last word on why.\r
### VOICE-1: No swearing
Why.
- **Weight:** stop\r- **Colour:** red\r
Not alowed:
> **x**

Setext chapter
--------------
> I have read this.   """

SLIPS = [spoiled(case[0], case[1]) for case in CASES if "\x07" not in case[1]]
DOCUMENTS = [SOUND, ODD, *(starter_bytes(name).decode() for name in STARTERS), *SLIPS]


def rules_of(document: str) -> list[str]:
    ids = [rule.rule_id for rule in outline(document).rules]
    return [rule_id for rule_id in ids if ids.count(rule_id) == 1]


def restyled(document: str, style: str) -> str:
    lines = document.split("\n")
    if style == "mixed":
        return "".join(line + ("\r\n", "\n", "\r")[at % 3] for at, line in enumerate(lines))
    return {
        "as it is": document,
        "windows": "\ufeff" + document.replace("\r\n", "\n").replace("\n", "\r\n"),
        "no final line feed": document.rstrip(),
        "trailing spaces": "  \n".join(lines),
        "other bullets": document.replace("\n- ", "\n*   ").replace("**", "__"),
        "word processor": document.replace("\n- **", "\n–\u00a0**").replace(":** ", ":**\u00a0"),
    }[style]


STYLES = [
    "as it is",
    "windows",
    "mixed",
    "no final line feed",
    "trailing spaces",
    "other bullets",
    "word processor",
]


@pytest.mark.parametrize("style", STYLES)
def test_a_form_sent_back_as_it_came_changes_no_byte(style: str) -> None:
    for source in DOCUMENTS:
        document = restyled(source, style)
        # Of a starter's twenty rules, some are enough for each way to write them.
        for rule_id in rules_of(document)[:: 1 if style == "as it is" else 6]:
            assert with_rule(document, rule_id, rule_form(document, rule_id)) == document


def test_a_form_holds_what_the_author_wrote() -> None:
    assert rule_form(ODD, "conf-3") == RuleForm(
        id="CONF-3",
        title="Do *not* name   a client",
        why="We promise silence,\nand keep it.\n\n* a point of the reason\n\nMore of the reason."
        "\n\nAnd a last word on why.",
        labels={
            "Category": "confidential",
            "Consequence": "Delete it, then tell your manager.",
            "Weight": "confirm",
            "Applies to": "company",
            "Looks for": "Halcyon Bank; Project Falcon",
        },
        not_allowed=["Thrilled about **Halcyon Bank**,\nand\n\n   more"],
        allowed=["A post", "Another\ngoes on"],
    )


def changed(document: str, rule_id: str, **values: object) -> list[tuple[str, str]]:
    """The lines that an edit takes out and puts in, each with its line end made visible."""
    import difflib

    form = msgspec.structs.replace(rule_form(document, rule_id), **values)
    before = document.splitlines(keepends=True)
    after = with_rule(document, rule_id, form).splitlines(keepends=True)
    told = difflib.ndiff(before, after)
    return [(line[0], line[2:]) for line in told if line[0] in "+-"]


def labels(document: str, rule_id: str, **values: str) -> dict[str, str]:
    return rule_form(document, rule_id).labels | {
        name.replace("_", " "): value for name, value in values.items()
    }


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"title": "New"}, ["   ### **CONF-3:** New ###\r\n"]),
        ({"id": "conf-12"}, ["   ### **CONF-12:** Do *not* name   a client ###\r\n"]),
        ({"labels": {"Category": "tone"}}, ["* __Category__: tone  \r\n"]),
        ({"labels": {"Weight": "stop"}}, ["+ Weight: stop\r\n"]),
        ({"labels": {"Consequence": "None.\nReally."}}, ["* __Consequence__: None. Really.   \r\n"]),
        ({"labels": {"Looks for": "a; b"}}, ["  a; b\r\n"]),
        ({"labels": {"Sites": "x"}}, ["* __Sites__: x\r\n"]),
        ({"labels": {"Write instead": "y"}}, ["* __Write instead__: y\r\n"]),
        ({"labels": {"Weight": ""}}, []),
        (
            {"allowed": ["A post", "Another\ngoes on", "A third\n\npost"]},
            ["   > A third\r\n", "   >\r\n", "   > post\r\n", "\r\n"],
        ),
        ({"allowed": ["Another\ngoes on"]}, []),
        ({"not_allowed": ["**x**", "**y**"]}, [">**x**\r\n", "\r\n", ">**y**\r\n"]),
    ],
)
def test_only_the_lines_that_changed_are_written_in_the_hand_of_their_author(
    values: dict[str, object], lines: list[str]
) -> None:
    if "labels" in values:
        values = {"labels": rule_form(ODD, "CONF-3").labels | values["labels"]}  # type: ignore[operator]  # the table's own
    assert [line for sign, line in changed(ODD, "CONF-3", **values) if sign == "+"] == lines


def test_a_label_stands_after_the_nearest_one_before_it() -> None:
    document = with_rule(
        SOUND,
        "CONF-3",
        msgspec.structs.replace(
            rule_form(SOUND, "CONF-3"),
            labels=labels(SOUND, "CONF-3", Always_allowed="z", Sites="x", Surfaces="posts"),
        ),
    )
    written = [line for line in document.split("\n") if line.startswith("- **")]
    assert written[4:14] == [
        "- **Category:** confidential",
        "- **Weight:** confirm",
        "- **Applies to:** company, ambassador, personal",
        "- **Sites:** x",
        "- **Surfaces:** posts",
        "- **Looks for:** Halcyon Bank; Project Falcon",
        "- **Unless it says:** case study; as announced",
        "- **Always allowed:** z",
        "- **Write instead:** a new client in financial services",
        "- **Consequence:** First time, delete it and tell your manager.",
    ]


def test_a_mistyped_label_that_is_changed_is_written_right() -> None:
    document = spoiled("- **Weight:** confirm", "* **Wieght:** confirm")
    assert changed(document, "CONF-3", labels=labels(document, "CONF-3", Weight="stop")) == [
        ("-", "* **Wieght:** confirm\n"),
        ("+", "* **Weight:** stop\n"),
    ]


def test_paragraphs_of_the_reason_keep_their_places() -> None:
    form = rule_form(ODD, "CONF-3")
    first, _, third, last = paragraphs(form.why)
    why = "\n\n".join([first, third + " Yes.", "New.", last])
    assert sorted(changed(ODD, "CONF-3", why=why)) == [
        ("+", "\r\n"),
        ("+", "More of the reason. Yes.\r\n"),
        ("+", "New.\r\n"),
        ("-", "* a point of the reason\r\n"),
        ("-", "More of the reason.\r\n"),
    ]


def test_a_side_without_examples_is_opened_where_it_belongs() -> None:
    document = spoiled("Not allowed:\n> Thrilled to start with **Halcyon Bank** on Monday!\n\n", "")
    form = msgspec.structs.replace(rule_form(document, "CONF-3"), not_allowed=["Hello **Halcyon Bank**"])
    assert "manager.\n\nNot allowed:\n> Hello **Halcyon Bank**\n\nAllowed:\n" in with_rule(
        document, "CONF-3", form
    )


def test_a_very_long_label_is_folded_into_lines_that_are_read() -> None:
    phrases = "; ".join(f"phrase number {n}" for n in range(2_000))
    form = msgspec.structs.replace(
        rule_form(SOUND, "CONF-3"),
        labels=labels(SOUND, "CONF-3", Looks_for=phrases),
        not_allowed=["**phrase number 7**"],
    )
    rule = read_policy(with_rule(SOUND, "CONF-3", form)).rule("CONF-3")
    assert rule is not None
    assert len(rule.looks_for) == 2_000


FORM = RuleForm(
    id="LEGAL-1",
    title="No promises",
    why="One.\n\nTwo.",
    labels={
        "Consequence": "None.",
        "Category": "legal",
        "Weight": "note",
        "Applies to": "company",
        "Looks for": "sure",
    },
    not_allowed=["We are **sure**", "**Sure**\n\n# 1"],
    allowed=["Maybe"],
)
WRITTEN = """\

### LEGAL-1: No promises

One.

Two.

- **Category:** legal
- **Weight:** note
- **Applies to:** company
- **Looks for:** sure
- **Consequence:** None.

Not allowed:
> We are **sure**

> **Sure**
>
> # 1

Allowed:
> Maybe
"""


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("chapter", [0, 1, 2])
def test_a_new_rule_stands_at_the_end_of_its_chapter_in_house_style(style: str, chapter: int) -> None:
    before = restyled(SOUND, style)
    after = with_new_rule(before, FORM, chapter=chapter)
    plain = after.replace("\r\n", "\n").replace("\r", "\n")
    assert WRITTEN.rstrip() in plain
    assert rule_form(after, "LEGAL-1") == msgspec.structs.replace(
        FORM, labels=rule_form(after, "LEGAL-1").labels
    )
    assert without_rule(after, "LEGAL-1").rstrip() == before.rstrip()
    policy = read_policy(after)
    assert "LEGAL-1" in policy.sections[chapter + 1].rules
    assert policy.rule("LEGAL-1").title == "No promises"  # type: ignore[union-attr]  # asserted by the line above
    assert after.endswith(("\n", "\r")) == before.endswith(("\n", "\r"))


@pytest.mark.parametrize("chapter", [-1, 3])
def test_a_chapter_that_is_not_there_takes_no_rule(chapter: int) -> None:
    with pytest.raises(RightHandleError, match="It has 3") as refused:
        with_new_rule(SOUND, FORM, chapter=chapter)
    assert refused.value.field == "chapter"


def test_a_rule_is_taken_out_with_its_lines_alone() -> None:
    start, end = SOUND.index("### VOICE-1"), SOUND.index("## 3. Sig")
    assert without_rule(SOUND, "voice-1") == SOUND[:start] + SOUND[end:]
    last = SOUND[:end]
    assert without_rule(last, "VOICE-1") == SOUND[:start].rstrip() + "\n"


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"why": "a\n\n# Heading"}, "why", "Take the ‘#’ from the start of the line."),
        ({"why": "a\n\n### ABC-1: b"}, "why", "Take the ‘#’ from the start of the line."),
        ({"why": "a\n---\nb"}, "why", "A line of signs makes a heading."),
        ({"why": "```\na"}, "why", "A reason has no code."),
        ({"why": "> a"}, "why", "A reason has no examples."),
        ({"why": "a\n\nAllowed:"}, "why", "Examples have a place of their own"),
        ({"why": "a\n\n- **Weight:** note"}, "why", "A label has a place of its own."),
        ({"title": "C #"}, "title", "would be read as something else"),
        ({"title": "a\x07b"}, "title", "control character"),
        ({"id": "be nice"}, "id", "is not a rule’s id. Write it like ‘VOICE-1’."),
        ({"id": "VOICE-1"}, "id", "The id VOICE-1 is taken by line 31."),
        ({"labels": {"Wieght": "note"}}, "labels", "Did you mean ‘Weight’?"),
        ({"labels": {"Weight": ": note"}}, "labels.Weight", "would be read as something else"),
    ],
)
def test_what_would_break_out_of_its_place_is_refused_with_its_field(
    values: dict[str, object], field: str, sentence: str
) -> None:
    form = msgspec.structs.replace(rule_form(SOUND, "CONF-3"), **values)
    with pytest.raises(RightHandleError, match=sentence.replace("?", r"\?")) as refused:
        with_rule(SOUND, "CONF-3", form)
    assert (refused.value.code, refused.value.status, refused.value.field) == ("invalid", 422, field)


def test_a_rule_that_is_not_there_or_there_twice_is_said() -> None:
    with pytest.raises(RightHandleError, match="Did you mean ‘VOICE-1’") as unknown:
        rule_form(SOUND, "VOICE-9")
    assert (unknown.value.code, unknown.value.status) == ("unknown_rule", 404)
    with pytest.raises(RightHandleError, match="lines 13 and 31 both have a rule CONF-3") as twice:
        without_rule(spoiled("### VOICE-1: No", "### CONF-3: No"), "CONF-3")
    assert (twice.value.code, twice.value.status) == ("duplicate_rule", 409)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("# \x00", "control character"),
        (
            SOUND.replace("## 3. S", "".join("  " * depth + "- a\n" for depth in range(9)) + "\n## 3. S"),
            "nested",
        ),
    ],
)
def test_what_can_not_be_read_to_its_end_is_answered_with_its_fault(document: str, sentence: str) -> None:
    with pytest.raises(RightHandleError, match=sentence) as refused:
        without_rule(document, "VOICE-1")
    assert (refused.value.code, refused.value.status, refused.value.field) == ("policy_refused", 422, "text")
