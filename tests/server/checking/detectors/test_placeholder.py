"""Placeholders: what a template or a test left behind."""

from __future__ import annotations

import pytest

from .finding import cut


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hi [INSERT NAME], welcome", ["[INSERT NAME]"]),
        ("Dear {{first_name}},", ["{{first_name}}"]),
        ("Dear {first_name}, {name}", ["{first_name}", "{name}"]),
        ("Hello %FIRSTNAME%", ["%FIRSTNAME%"]),
        ("Dear *|FNAME|*", ["*|FNAME|*"]),
        ("Hi null, thank you", ["Hi null"]),
        ("Lorem ipsum dolor sit amet", ["Lorem ipsum"]),
        ("Where: TBD", ["TBD"]),
        ("test test", ["test test"]),
        ("Test post 123", ["Test post 123"]),
        ("This is a test.", ["This is a test."]),
        ("Read more: https://", ["https://"]),
        ("[our report]()", ["[our report]()"]),
        ("Only $XX this week", ["$XX"]),
        ("insert link here", ["insert link here"]),
        ("Read it here [link]", ["[link]"]),
        ("asdf", ["asdf"]),
    ],
)
def test_what_was_to_be_filled_in_is_found(text: str, found: list[str]) -> None:
    assert cut("any placeholder", text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Our test drive week starts: test, drive, repeat",
        "He passed the test. Test your knowledge!",
        "[Thread] 1/3 {new} (video)",
        "A latest test of testing tools",
        "Read https://halden.example/a",
        "I <3 this and #1 & 50% off",
        "the tbd band, Todo Bien, XXL shirts",
        "Add a link between people",
        "[video: a photo of our team]",
        "null results are results",
    ],
)
def test_ordinary_brackets_and_tests_are_left_alone(text: str) -> None:
    assert cut("any placeholder", text) == []
