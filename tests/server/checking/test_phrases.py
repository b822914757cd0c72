"""Phrases of an author: found as people write them, and not inside other words."""

from __future__ import annotations

from time import thread_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.checking.draft import Draft
from server.checking.phrases import PhraseIndex


def found(phrase: str, text: str) -> list[str]:
    draft = Draft(text)
    return [text[slice(*draft.origin(one.start, one.end))] for one in PhraseIndex([(phrase, 0)]).find(draft)]


@pytest.mark.parametrize(
    ("phrase", "text", "cut"),
    [
        ("Halcyon Bank", "Lunch at HALCYON BANK today", "HALCYON BANK"),
        ("Halcyon Bank", "Halcyon Bank’s people", "Halcyon Bank"),
        ("Halcyon Bank", "halcyon-bank", "halcyon-bank"),
        ("Halcyon Bank", "#halcyonbank rocks", "halcyonbank"),
        ("Halcyon Bank", "Halcyon\nBank", "Halcyon\nBank"),
        ("Halcyon Bank", "😀 Ｈａｌｃｙｏｎ Bаnk", "Ｈａｌｃｙｏｎ Bаnk"),
        ("Halcyon Bank", "Hal\u200bcyon Bank", "Hal\u200bcyon Bank"),
        ("e-mail", "an E-Mail and", "E-Mail"),
        ("email", "an e-mail and", "e-mail"),
        ("Don't say", "please don’t say", "don’t say"),
        ("C++", "we write C++ here", "C++"),
        ("R&D", "our r&d team", "r&d"),
        ("機密", "これは機密です", "機密"),
        ("🤫", "pst 🤫", "🤫"),
        ("AI", "about AI, again", "AI"),
    ],
)
def test_a_phrase_is_found_as_people_write_it(phrase: str, text: str, cut: str) -> None:
    assert found(phrase, text) == [cut]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("Halcyon Bank", "Halcyon bankers"),
        ("Halcyon Bank", "We like Halcyon. Bank holidays too."),
        ("Project Falcon", "the project, a falcon"),
        ("inform", "in form again"),
        ("C++", "vitamin C and c"),
        ("R&D", "12 Main Rd"),
        ("AI", "a I"),
        ("AI", "said Aisha"),
        ("merger", "a submerger"),
    ],
)
def test_a_phrase_is_not_found_in_other_words(phrase: str, text: str) -> None:
    assert found(phrase, text) == []


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_phrase_and_any_text_are_taken(phrase: str, text: str) -> None:
    for cut in found(phrase, text):
        assert cut


def test_three_thousand_phrases_cost_little_more_than_three() -> None:
    index = PhraseIndex([(f"Project Number{at} Falcon", at) for at in range(3_000)])
    text = "An ordinary post about the project and its numbers, on a day in May. " * 4
    took = []
    for _ in range(3):  # a busy machine gets another try
        began = thread_time()
        assert [one.payload for one in index.find(Draft(text + "Project Number2999 Falcon"))] == [2999]
        took.append(thread_time() - began)
    assert min(took) < 0.01


@pytest.mark.parametrize("text", ["proj " * 13_000, "projx " * 10_900, "proj x x x x x x x x x x " * 2_600])
def test_hundreds_of_phrases_that_begin_alike_stay_quick_in_the_longest_text(text: str) -> None:
    index = PhraseIndex(
        [("proj" + "x" * length, length) for length in range(2, 400)]
        + [(f"proj ect {length}", length) for length in range(400)]
    )
    began = thread_time()
    assert len(list(index.find(Draft(text)))) <= 10_900
    assert thread_time() - began < 1


def test_phrases_that_begin_with_one_another_are_all_found() -> None:
    phrases = ["Falcon", "Falcon Nine", "Falcon Nine Heavy", "Falconry", "Nine Heavy"]
    index = PhraseIndex([(phrase, phrase) for phrase in phrases])
    text = "The Falcon-Nine Heavy. Falconry"
    assert {found.payload for found in index.find(Draft(text))} == set(phrases)
    assert len(list(index.find(Draft(text)))) == len(phrases)


def test_a_short_phrase_at_the_end_of_a_text_is_found_once() -> None:
    index = PhraseIndex([("AI", "AI"), ("artificial", "artificial")])
    assert [found.payload for found in index.find(Draft("It is AI"))] == ["AI"]
