"""The list of detectors: what a policy's author may write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.checking.detectors import DETECTORS, Detector, names
from server.checking.draft import Draft
from server.checking.speaker import Speaker


def test_the_names_are_those_of_the_policy_language() -> None:
    assert set(names()) == {
        "any profanity",
        "any personal data",
        "any personal phone number",
        "any e-mail address",
        "any card or account number",
        "any secret",
        "a hostile tone",
        "a post unlike this account",
        "any figure",
        "any date",
        "any link",
        "any ticker symbol",
        "any placeholder",
        "any negative word",
    }


@pytest.mark.parametrize("detector", DETECTORS, ids=names())
def test_each_says_in_a_short_sentence_what_it_finds(detector: Detector) -> None:
    assert detector.finds.endswith(".")
    assert len(detector.finds.split()) <= 16


@pytest.mark.parametrize("detector", DETECTORS, ids=names())
@given(text=st.text(st.sampled_from('aI @.:+-0127()*gGB[]\n“"kpws_😀é\ud800'), max_size=120))
def test_any_text_is_taken_and_every_hit_cuts_something(detector: Detector, text: str) -> None:
    for hit in detector.find(Draft(text), Speaker(kind="company")):
        assert 0 <= hit.start < hit.end <= len(text)
