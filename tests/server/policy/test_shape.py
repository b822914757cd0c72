"""The short ways through a document lead where the long ones do."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.policy.faults import Faults
from server.policy.reading.inline import InlineReader
from server.policy.reading.labels import exact_label, rule_label, split_label
from server.policy.reading.markdown import read_blocks
from server.policy.reading.shape import shape_of, stretches
from server.policy.starter import STARTERS, starter_bytes

FENCE = "\n\n```\n```\n"
"""With a fence in it, the parser alone reads the whole of a document."""

PLAIN = [
    "# T",
    "## 1. C #1",
    "### AB-1: x",
    "- **Weight:** stop",
    "- a `b",
    "> **x** y",
    "> c` d",
    "Why.",
    "“é”",
]
ODD = [
    *("### AB-1: x #", "## ", "#", "#tag", "####### y", "- ", "-", "-  a", "-      a", "- 1. a", "- - a"),
    *(
        "- # a",
        "1. one",
        "2) two",
        "1990. A year",
        "12 people",
        "> # h",
        "> - a",
        ">q",
        ">",
        "> > q",
        "> a  ",
    ),
    *(
        "three  ",
        "a\\",
        "    far",
        "\tfar",
        "  - in",
        "  near",
        "---",
        "===",
        "***",
        "* * *",
        "*em*",
        "__b__",
    ),
    *(
        "<b>",
        "[a]: /u",
        "[a](b)",
        "&amp;",
        "\\# x",
        "– **x:** y",
        "| a |",
        "|---|",
        "+ plus",
        "a\u1680",
        "\xa0a",
    ),
]
ROWS = st.one_of(st.just(""), st.sampled_from(PLAIN), st.sampled_from(ODD))


@settings(max_examples=400, deadline=None)
@given(st.lists(ROWS, max_size=14), st.sampled_from(["", "\n", "\n\n"]))
def test_a_plain_stretch_is_read_as_the_parser_reads_it(rows: list[str], end: str) -> None:
    text = "\n".join(rows) + end
    faults, parsers_faults = Faults(), Faults()
    *by_the_parser, _ = read_blocks(text + FENCE, parsers_faults)
    assert read_blocks(text, faults) == by_the_parser
    assert faults.found == parsers_faults.found


def test_the_starters_are_plain_but_for_their_numbered_steps() -> None:
    for name in STARTERS:
        shape = shape_of(starter_bytes(name).decode())
        parts = list(stretches(shape))
        assert "".join(shape[part.begin : part.end] for part in parts) == shape
        plain = sum(part.end - part.begin for part in parts if part.is_plain)
        assert plain > 0.8 * len(shape), name


def test_a_heading_in_a_fence_opens_no_rule() -> None:
    text = "# T\n\n```\n### AB-1: x\n```\n\n## C\n"
    assert [block.kind for block in read_blocks(text, Faults())] == ["heading", "code", "heading"]


BOLD = [
    " **a",
    "b9** ",
    "**",
    "** (**",
    "**.",
    "**, ",
    " ",
    "é",
    "a b",
    '"',
    ")",
    "~",
    "]",
    "#",
    "1. ",
    "\u3000",
    "“",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(BOLD), min_size=1, max_size=10).map("".join))
@example("one **a **. two")
@example("one**a** two")
@example("one **.a** two")
@example("one **a**b two")
def test_a_post_with_bold_words_is_read_as_the_parser_reads_it(post: str) -> None:
    # The code behind it leads to the parser, and leaves what stands before it as it is.
    text, bold = InlineReader(Faults()).example(f"{post.strip()} `c`", 1)
    assert InlineReader(Faults()).example(post, 1) == (text.removesuffix("`c`").strip(), bold)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["**Category:**", "**category:**", "**Category**:", "**Looks for:** :**", "Category:"]),
    st.lists(st.sampled_from([" ", "\t", "\u3000", ":", "x", "**y**", "\n", ";"]), max_size=5).map("".join),
)
def test_a_label_as_it_is_called_is_the_label_that_is_meant(name: str, value: str) -> None:
    exact, meant = exact_label(name + value), split_label(name + value)
    if exact is not None:
        assert meant is not None
        assert (exact[0], exact[1].strip()) == (rule_label(meant.name), meant.value)
