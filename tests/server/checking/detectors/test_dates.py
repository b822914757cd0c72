"""Dates: days, months, quarters, and words for them."""

from __future__ import annotations

import pytest

from .finding import cut


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("We launch on Monday", ["Monday"]),
        ("See you tomorrow, or next week", ["tomorrow", "next week"]),
        ("Live in Q4", ["Q4"]),
        ("Q3 2026 results", ["Q3 2026"]),
        ("on 12 May 2026 and May 3rd", ["12 May 2026", "May 3rd"]),
        ("by the end of the month", ["end of the month"]),
        ("2026-05-12, 12.5.26 and 5/12/2026", ["2026-05-12", "12.5.26", "5/12/2026"]),
        ("until 3/4", ["until 3/4"]),
        ("in March, by 2030", ["in March", "by 2030"]),
        ("4th of July", ["4th of July"]),
        ("in two weeks", ["in two weeks"]),
        ("on Fri at noon", ["on Fri"]),
    ],
)
def test_a_day_is_found_however_it_is_named(text: str, dates: list[str]) -> None:
    assert cut("any date", text) == dates


@pytest.mark.parametrize(
    "text",
    [
        "You may like it, and we march on",
        "It may be that we may not",
        "We sat in the sun and wed",
        "April14 is our user @may5",
        "24/7 support, 3/4 of a cup, 2.5.1",
        "https://halden.example/2026/05/12/monday",
        "an augustly decent report",
        "Chapter 12, room 2026",
    ],
)
def test_words_that_only_look_like_days_are_none(text: str) -> None:
    assert cut("any date", text) == []
