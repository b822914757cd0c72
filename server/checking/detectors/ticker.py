"""``any ticker symbol``: a share by its short name, as ``$TSLA`` or ``NASDAQ: TSLA``."""

from __future__ import annotations

import re
from itertools import islice

from server.checking.draft import Draft
from server.checking.listed import listed
from server.checking.speaker import Speaker

from .hit import MOST_HITS, AlwaysReady, Hit

_CASHTAG = re.compile(r"(?<![\w$&])\$(?P<name>[A-Z]{1,5}(?:\.[A-Z]{1,2})?)(?![\w$])")
_EXCHANGES = listed(
    "NASDAQ NYSE AMEX LSE AIM TSX TSXV ASX FRA ETR XETRA EPA SIX SWX HKEX HKG TYO TSE NSE BSE OTC OTCQB"
)
_SMALL = frozenset(name.lower() for name in _EXCHANGES)
_AT_AN_EXCHANGE = re.compile(
    rf"\b(?:{'|'.join(sorted(_EXCHANGES, reverse=True))})"
    r": ?(?P<name>[A-Z0-9]{1,6}(?:\.[A-Z]{1,2})?)\b"
)
_NO_SHARES = listed("USD CAD AUD NZD HKD SGD MXN K M B T MM BN MN XX XXX XXXX XXXXX X")
"""Currencies, units and blanks to be filled in."""


class AnyTickerSymbol(AlwaysReady):
    """Looks at capitals as typed: ``$ave`` is a pun and no share."""

    name = "any ticker symbol"
    finds = "Shares by their short name, such as $TSLA or NYSE: IBM."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - shares are anybody's
        """Every ticker symbol in the draft."""
        text = draft.text
        names_one = ":" in text and not _SMALL.isdisjoint(draft.word_texts)
        forms = ((_CASHTAG, "$" in text), (_AT_AN_EXCHANGE, names_one))
        found = (one for form, is_likely in forms if is_likely for one in form.finditer(text))
        return [Hit(*one.span()) for one in islice(found, MOST_HITS) if one["name"] not in _NO_SHARES]
