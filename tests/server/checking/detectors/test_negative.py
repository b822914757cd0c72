"""Negative words: blame and harm, where nothing turns them around."""

from __future__ import annotations

import pytest

from server.checking.detectors import negative

from .finding import cut


def test_words_of_blame_are_found_as_typed() -> None:
    assert cut("any negative word", "Their new app is a TERRIBLE scam") == ["TERRIBLE", "scam"]


@pytest.mark.parametrize(
    "text", ["It never fails", "not terrible at all", "that isn’t terrible", "A lovely day"]
)
def test_a_word_that_is_turned_around_praises(text: str) -> None:
    assert cut("any negative word", text) == []


def test_a_list_that_can_not_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> dict[str, float]:
        raise OSError("no such file")

    monkeypatch.setattr(negative, "lexicon", gone)
    detector = negative.AnyNegativeWord()
    assert detector.ready() == "negative words: their list could not be read (no such file)"
