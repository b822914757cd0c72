"""No text and no bytes make the reader fail: it answers with a policy or with faults, never otherwise."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from server.policy.document import survey
from server.policy.starter import starter_bytes

STARTER = starter_bytes().decode().split("\n")
SIGNS = [
    "#",
    "##",
    "####",
    "-",
    ">",
    ">>",
    "```",
    "---",
    "===",
    "**",
    "\\",
    "`",
    "<b>",
    "&amp;",
    ";",
    "\t",
    "\xa0",
    "👩\u200d🚒",
]
LINES = [
    "### AB-1: x",
    "- **Weight:** stop",
    "- **Looks for:** any profanity; x",
    "Not allowed:",
    "Allowed:",
    "> **x**",
]
PIECES = [*SIGNS, *LINES, "  - ", "1. "]


def _holds(data: bytes | str) -> None:
    reading = survey(data)
    lines = (data.decode() if isinstance(data, bytes) and reading.policy else str(data)).count("\n") + 1
    assert reading.faults or (reading.policy is not None and reading.policy.rules)
    if reading.policy is not None:
        assert all(0 <= fault.line <= lines for fault in reading.faults)
        for rule in reading.policy.rules:
            for example in (*rule.not_allowed, *rule.allowed):
                assert all(0 <= start < end <= len(example.text) for start, end in example.spans)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200)))
def test_any_bytes_and_any_text_are_answered(data: bytes | str) -> None:
    _holds(data)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.just("\n"), st.text(max_size=5)), max_size=40))
def test_any_markdown_is_answered(pieces: list[str]) -> None:
    _holds("".join(pieces).replace("\r", "\n"))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(STARTER) - 1), st.one_of(st.none(), st.sampled_from(PIECES))),
        min_size=1,
        max_size=5,
    )
)
def test_any_slip_in_a_real_policy_is_answered(slips: list[tuple[int, str | None]]) -> None:
    lines = list(STARTER)
    for place, piece in slips:
        lines[place] = "" if piece is None else f"{piece}{lines[place]}"
    _holds("\n".join(lines))
