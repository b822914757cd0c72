"""Inflections: what English does to a phrase, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.checking.draft import Draft
from server.checking.forms import forms
from server.checking.irregular import NOUNS, VERBS
from server.checking.phrases import PhraseIndex


@pytest.mark.parametrize(
    ("phrase", "inflected"),
    [
        ("launch", {"launches", "launched", "launching"}),
        ("plan", {"plans", "planned", "planning"}),
        ("lay off", {"lays off", "laid off", "laying off"}),
        ("sign off on", {"signs off on", "signed off on", "signing off on"}),
        ("acquisition", {"acquisitions"}),
        ("price cut", {"price cuts"}),
        ("company", {"companies"}),
        ("close store", {"closed store", "closing stores"}),
        ("quit", {"quits", "quitting"}),
        ("commit", {"committed", "committing"}),
        ("visit", {"visited", "visiting"}),
        ("cancel", {"cancelled", "canceled", "cancelling", "canceling"}),
        ("panic", {"panicked", "panicking"}),
        ("agree", {"agreed", "agreeing"}),
        ("tie", {"tied", "tying"}),
        ("try", {"tries", "tried", "trying"}),
        ("play", {"plays", "played"}),
        ("resell", {"resells", "resold", "reselling"}),
        ("withdraw", {"withdrew", "withdrawn"}),
        ("delay", {"delayed"}),
        ("go", {"goes", "went", "gone", "going"}),
        ("crisis", {"crises"}),
        ("person", {"people"}),
    ],
)
def test_a_phrase_is_known_in_all_its_inflections(phrase: str, inflected: set[str]) -> None:
    assert forms(phrase)[0] == phrase
    assert inflected <= set(forms(phrase))


@pytest.mark.parametrize(
    ("phrase", "other"),
    [
        ("universe", "university"),
        ("plan", "planed"),
        ("visit", "visitting"),
        ("acquisition", "acquisitioned"),
        ("lay off", "layed off"),
        ("quit", "quited"),
        ("delay", "delaid"),
        ("merge", "merger"),
    ],
)
def test_a_relative_or_a_slip_is_no_inflection(phrase: str, other: str) -> None:
    assert other not in forms(phrase)


@given(
    st.sampled_from(sorted({*VERBS, *NOUNS, "launch", "plan", "notify", "fix"})),
    st.sampled_from(["", " off", " back"]),
)
def test_every_form_is_found_as_a_phrase_of_its_own(word: str, particle: str) -> None:
    inflected = forms(word + particle)
    assert len(set(inflected)) == len(inflected)
    index = PhraseIndex([(form, form) for form in inflected])
    for form in inflected:
        text = f"We {form} today."
        assert form in {found.payload for found in index.find(Draft(text))}


@given(st.text(max_size=40))
def test_any_phrase_is_taken(phrase: str) -> None:
    assert forms(phrase)[0] == phrase
