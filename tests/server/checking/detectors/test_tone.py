"""Tone: attacks are heard, sad news is not; until it can listen it says so."""

from __future__ import annotations

import pytest

from server.checking.detectors.tone import AHostileTone
from server.checking.draft import Draft
from server.checking.speaker import Speaker


@pytest.fixture(scope="module")
def tone() -> AHostileTone:
    detector = AHostileTone()
    detector.warm_up().join(30)
    assert detector.ready() is None
    return detector


def found(tone: AHostileTone, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in tone.find(Draft(text), Speaker(kind="company"))]


def test_an_attack_is_found_as_its_sentence(tone: AHostileTone) -> None:
    text = "😀 Good morning. You are a pathetic liar and everyone hates you! See you."
    assert found(tone, text) == ["You are a pathetic liar and everyone hates you!"]


@pytest.mark.parametrize(
    "text",
    [
        "Every ten seconds a child dies of hunger. Help us to end this terrible war against cancer.",
        "We hate it when parcels go missing too. We are looking for yours.",
        "We’re sorry for the trouble. That was our mistake, and we are ashamed of it.",
        "What an awfully good match, our team killed it!",
        "No more ugly invoices.",
    ],
)
def test_sad_news_and_apologies_are_no_attack(tone: AHostileTone, text: str) -> None:
    assert found(tone, text) == []


def test_a_detector_that_can_not_listen_yet_says_so() -> None:
    fresh = AHostileTone()
    why = fresh.ready()
    assert why == "tone: warming up"
    fresh.warm_up().join(30)
    assert fresh.ready() is None
