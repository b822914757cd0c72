"""``any figure``: money, percentages and large counts, as a company's own numbers are told.

Years, times, dates, phone and order numbers are no figures: nearly every post holds one of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.spans import Spans
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit, hits_at

_NUMBER = r"\d(?:[\d.,'\u00a0]{0,18}\d)?"
_SCALE = r"(?:k|m|mn|mm|mio|bn|b|tn|thousand|million|millions|billion|billions|trillion|crore|lakh)"
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?(?: sterling)?|francs?|kronor|kroner|yen|rupees?|cents|bucks|"
    r"usd|eur|gbp|chf|cad|aud|jpy|inr|sek|nok|dkk|[$€£¥₹])"
)
_SIGNED = re.compile(rf"(?:(?:us|ca|au|nz|hk)?[$€£¥₹]|\b(?:usd|eur|gbp|chf)) ?{_NUMBER}(?: ?{_SCALE}\b)?")
_MEASURED = re.compile(
    rf"(?<![\w$€£#@/.,:-])\(?{_NUMBER}\)?\+?(?: ?{_SCALE}\b)? ?"
    rf"(?:%|(?:per ?cent|percentage points?|pct|basis points|bps|{_CURRENCY})(?!\w))"
)
_IN_WORDS = (
    r"(?:half a|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|several|many|few|"
    r"hundreds of|tens of)(?: hundred)?) (?:thousand|millions?|billions?)"
)
_SCALED = re.compile(rf"(?<![\w$€£#@/.,:-])(?:{_NUMBER}\+? ?{_SCALE}|{_IN_WORDS})\b")
_SHORT_SCALE = re.compile(r"(?:[48]k|5k|10k|[1-9]\d{0,2}m)")
"""Screens, races and metres, unless a word of business stands before them."""
_GROUPED = re.compile(
    r"(?<![\w$€£#@/.,:+-])[1-9]\d{0,2}(?:[,.'\u00a0]\d{3})+(?![\w@/]|[.,:-]\d)|"
    r"(?<![\w$€£#@/.,:+-])[1-9]\d{0,2}(?: \d{3}){2,}(?![\w@/]|[ .,:-]\d)"
)
_COUNTED = re.compile(
    r"(?<![\w$€£#@/.,:+-])[1-9]\d{2,8}\+? (?:new |more |extra |full-time |paying |active |monthly |daily )?"
    r"(?:customers?|clients|users|subscribers|followers|members|patients|employees|staff|jobs|people|workers|roles|"
    r"positions|redundancies|layoffs|units|sales|downloads|shares|stores|branches|contracts|orders|cases|vehicles)\b"
)
_TOLD = re.compile(
    r"\b(?:revenues?|turnover|profits?|margins?|ebitda|arr|mrr|earnings|eps|sales|losses|loss|debt|headcount|valuation|"
    r"churn|burn rate|run rate|bookings|backlog|dividends?|growth|budget)"
    rf"(?: (?!20\d\d)[a-z]+){{0,4}}[ :=]{{1,3}}[~+-]?(?P<row>{_NUMBER}(?: ?{_SCALE}\b)?)(?![\w/:-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_QUARTER = re.compile(r"[qh][1-4] ?$")


class AnyFigure(AlwaysReady):
    """Every number that tells how much; meant for ``any figure near`` the names that it would tell about."""

    name = "any figure"
    finds = "Money, percentages and large counts; no years, times, dates, phone or order numbers."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - figures are anybody's
        """Every figure in the draft, each once."""
        return hits_at(draft, Spans(_figures(draft)))


def _figures(draft: Draft) -> Iterator[tuple[int, int]]:
    text = draft.folded.text
    if draft.has_digit:
        for form in (_SIGNED, _MEASURED, _GROUPED, _COUNTED):
            yield from (found.span() for found in form.finditer(text) if not _in_link(draft, found))
        for told in _TOLD.finditer(text):
            if not _YEAR.fullmatch(told["row"]):
                yield told.span("row")
    for found in _SCALED.finditer(text):
        if not (_is_a_measure(draft, found) or _in_link(draft, found)):
            yield found.span()


def _is_a_measure(draft: Draft, found: re.Match[str]) -> bool:
    """Whether this is a size or a way to run; 13M in a capital, or 13m+, is a count."""
    if _SHORT_SCALE.fullmatch(found[0]) is None or draft.folded.text[found.end() : found.end() + 1] == "+":
        return False
    start, end = draft.origin(*found.span())
    return not draft.text[start:end].endswith("M")


def _in_link(draft: Draft, found: re.Match[str]) -> bool:
    return draft.links.touch(*found.span())
