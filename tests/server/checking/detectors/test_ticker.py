"""Ticker symbols: shares by their short name."""

from __future__ import annotations

import pytest

from .finding import cut


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Long $TSLA!", ["$TSLA"]),
        ("$BRK.B and $F", ["$BRK.B", "$F"]),
        ("(NASDAQ: HLDN)", ["NASDAQ: HLDN"]),
        ("1.$YUM reports", ["$YUM"]),
    ],
)
def test_a_share_is_found_by_its_sign_or_its_exchange(text: str, symbols: list[str]) -> None:
    assert cut("any ticker symbol", text) == symbols


@pytest.mark.parametrize(
    "text", ["$ave now", "$4.2M", "US$", "$USD 50", "A$AP", "$XXX", "$TOOLONGNAME", "price in $CAD", "Ke$ha"]
)
def test_money_puns_and_blanks_are_no_shares(text: str) -> None:
    assert cut("any ticker symbol", text) == []
