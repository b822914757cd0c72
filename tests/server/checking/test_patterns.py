"""Authors' patterns: what is refused at load, and what a check does with the others."""

from __future__ import annotations

from time import thread_time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from server.checking.patterns import PatternFault, ready_pattern, search_all


def refusal(source: str) -> str:
    with pytest.raises(PatternFault) as caught:
        ready_pattern(source)
    return str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        r"PRJ-\d{4}",
        r"\bINV-?\d+\b",
        r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
        r"[\w.-]+@[\w.-]+\.\w+",
        r"(?:\w+\s){3,5}today",
        r"[^\W\d_]+ly",
        r"(?i)codename (?P<bird>falcon|heron)",
        r"機密",
        r"(a)\1",
        r"\{x\}",
    ],
)
def test_a_pattern_that_ends_is_taken(source: str) -> None:
    assert search_all([ready_pattern(source)], "a text") == [[]] or source == r"[^\W\d_]+ly"


@pytest.mark.parametrize(
    "source",
    [
        r"(a+)+$",
        r"(\w+\s?)*!",
        r"([a-zA-Z]+)*\d",
        r"(a|a)*b",
        r"(.*)*x",
        r"(x+x+)+y",
        r"(a?){100}a{100}b",
        r"(.*,){11}P",
        r"\w+\d+x",
        r"(\s*\w+\s*)+:",
    ],
)
def test_one_that_can_take_forever_is_refused_soon(source: str) -> None:
    began = thread_time()
    assert refusal(source).startswith("A pattern can take forever.")
    assert thread_time() - began < 1


@pytest.mark.parametrize(
    "source",
    [r"(?:(?:a{1000}){1000}){1000}", r"(?:a{1,900}b?){1,900}", r"((a|b){200}c){200}", r"a{99999999}"],
)
def test_one_that_would_grow_beyond_all_bounds_never_meets_the_compiler(source: str) -> None:
    assert refusal(source).startswith("A pattern’s counts multiply to too much.")


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("PRJ-(", "character 5"),
        ("PRJ-)", "character 5"),
        ("PRJ[0-9", "character 4"),
        ("*a", "character 1"),
        ("a{2}{3}", "character 5"),
        ("{x}", "character 1"),
        ("(?R)", "character 1"),
        (r"(a)(?1)", "character 4"),
        (r"(?x) a {1000} {1000}", "character 1"),
        ("(?:foo){e<=3}", "character 8"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_to_write(source: str, place: str) -> None:
    message = refusal(source)
    assert place in message
    assert "Write" in message


@pytest.mark.parametrize("source", ["", "a*", r"\b", "(?=a)", "a?|b", "^", r"(\d+)*"])
def test_one_that_finds_the_empty_text_is_refused(source: str) -> None:
    assert refusal(source).startswith("A pattern finds the empty text.")


def test_one_that_is_too_long_is_refused() -> None:
    assert "has 201" in refusal("a" * 201)
    ready_pattern("a" * 200)


@given(st.text(st.sampled_from(r"ab1\d[]()?*+{}|^$.,:<>=!#-PwsN é"), max_size=40))
def test_any_pattern_is_taken_or_answered_with_sentences(source: str) -> None:
    try:
        ready_pattern(source)
    except PatternFault as fault:
        assert str(fault).endswith(".")
        assert all(len(sentence.split()) <= 16 for sentence in str(fault).split(". "))


def test_spans_count_code_points_of_the_text_as_typed_whatever_its_case() -> None:
    text = "😀 prj-1234 and ＰＲＪ-1, PRJ-9999"
    assert search_all([ready_pattern(r"PRJ-\d{4}")], text) == [[(2, 10), (22, 30)]]


def test_all_patterns_of_a_text_share_one_budget_and_none_is_silent() -> None:
    slow = regex.compile(r"(a|a)*b", regex.IGNORECASE)
    quick = ready_pattern("zebra")
    began = thread_time()
    found = search_all([slow, quick] * 500, "a" * 300 + " zebra c")
    assert thread_time() - began < 0.5
    assert found[0] is None
    assert found[1] == [(301, 306)]
    assert found[-1] is None
