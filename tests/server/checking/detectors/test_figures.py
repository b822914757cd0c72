"""Figures: what tells how much, and numbers that tell nothing."""

from __future__ import annotations

import pytest

from .finding import cut


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("We paid $4.2m for it", ["$4.2m"]),
        ("We paid US$ 4.2 million for it", ["US$ 4.2 million"]),
        ("Only 30 euros", ["30 euros"]),
        ("It cost €1.200,50 in all", ["€1.200,50"]),
        ("sales rose 12%", ["12%"]),
        ("sales fell (14)% and 3.5 per cent", ["(14)%", "3.5 per cent"]),
        ("Q3 revenue 4.2m", ["4.2m"]),
        ("Revenue of 42 this quarter", ["42"]),
        ("headcount: 1350", ["1350"]),
        ("12,500 people and 1.500.000 more", ["12,500", "1.500.000"]),
        ("1 200 000 downloads", ["1 200 000"]),
        ("300+ million people, 13M+ days", ["300+ million", "13M"]),
        ("300 layoffs next week", ["300 layoffs"]),
        ("half a million users", ["half a million"]),
        ("two billion meals", ["two billion"]),
        ("😀 margin 17 bps", ["17 bps"]),
        ("Price: ４２ €", ["４２ €"]),
    ],
)
def test_money_shares_and_large_counts_are_figures(text: str, figures: list[str]) -> None:
    assert cut("any figure", text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Since 1998, in 2024 and by 2030",
        "Open 9:30 to 17.30, gate 12",
        "On 12.05.2026, 2026-05-12 and 5/12/2026",
        "Call +49 30 1234567 or 800-224-5318 or 0800 123 456",
        "Your order 48291734 has shipped, ref 2024-118823",
        "Our revenue in 2023 was good",
        "Q4 earnings call, Level 3, 5 tips, 24/7",
        "A 4K screen, a 10k run and a 5m cable",
        "https://halden.example/p/12,500?x=50%25",
        "@user12000 and #1000000",
        "version 2.10.3",
        "the 25th, the 1,000th visitor",
    ],
)
def test_years_times_dates_and_other_numbers_are_none(text: str) -> None:
    assert cut("any figure", text) == []
