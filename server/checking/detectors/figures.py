"""``any figure``: money, percentages and large counts, as a company's own numbers are told.

Years, times, dates, phone and order numbers are no figures: nearly every post holds one of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.listed import listed
from server.checking.spans import Spans
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit, hits_at

_NUMBER = r"\d(?:[\d.,'\u00a0]{0,18}\d)?"
_SCALE = r"(?:k|m|mn|mm|mio|bn|b|tn|thousand|million|millions|billion|billions|trillion|crore|lakh)"
_CURRENCY = (
    r"(?:dollars?|euros?|pounds?(?: sterling)?|francs?|kronor|kroner|yen|rupees?|cents|bucks|"
    r"usd|eur|gbp|chf|cad|aud|jpy|inr|sek|nok|dkk|[$€£¥₹])"
)
_BARE = r"(?<![\w$€£#@/.,:-])"
_NAMES_OF_MONEY = listed("usd eur gbp chf us ca au nz hk")
_SIGNED = re.compile(rf"(?:(?:us|ca|au|nz|hk)?[$€£¥₹]|\b(?:usd|eur|gbp|chf)) ?{_NUMBER}(?: ?{_SCALE}\b)?")
_MEASURED = re.compile(
    rf"{_BARE}\(?{_NUMBER}\)?\+?(?: ?{_SCALE}\b)? ?"
    rf"(?:%|(?:per ?cent|percentage points?|pct|basis points|bps|{_CURRENCY})(?!\w))"
)
_GROUPED = re.compile(
    r"(?<![\w$€£#@/.,:+-])[1-9]\d{0,2}(?:[,.'\u00a0]\d{3})+(?![\w@/]|[.,:-]\d)|"
    r"(?<![\w$€£#@/.,:+-])[1-9]\d{0,2}(?: \d{3}){2,}(?![\w@/]|[ .,:-]\d)"
)
_SCALED = re.compile(rf"{_BARE}{_NUMBER}\+? ?{_SCALE}\b")
_SHORT_SCALE = re.compile(r"(?:[48]k|5k|10k|[1-9]\d{0,2}m)")
"""Screens, races and metres, unless a word of business stands before them."""
_IN_WORDS = re.compile(
    r"\b(?:half a|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|several|many|few|"
    r"hundreds of|tens of)(?: hundred)?) (?:thousand|millions?|billions?)\b"
)
_LARGE = listed("thousand million millions billion billions")
_THINGS = listed(
    """
    customer customers client clients user users subscriber subscribers follower followers member
    members patient patients employee employees staff jobs people workers roles positions redundancies
    layoffs units sales downloads shares stores branches contracts orders cases vehicles
    """
)
_COUNTED = re.compile(
    r"(?<![\w$€£#@/.,:+-])[1-9]\d{2,8}\+? (?:new |more |extra |full-time |paying |active |monthly |daily )?"
    rf"(?:{'|'.join(sorted(_THINGS))})\b"
)
_BOOKS = listed(
    """
    revenue revenues turnover profit profits margin margins ebitda arr mrr earnings eps sales loss losses debt
    headcount valuation churn bookings backlog dividend dividends growth budget
    """
)
_TOLD = re.compile(
    rf"\b(?:{'|'.join(sorted(_BOOKS))})(?: (?!20\d\d)[a-z]+){{0,4}}[ :=]{{1,3}}[~+-]?"
    rf"(?P<figure>(?!(?:19|20)\d\d\b){_NUMBER}(?: ?{_SCALE}\b)?)(?![\w/:-])"
)


class AnyFigure(AlwaysReady):
    """Every number that tells how much; meant for ``any figure near`` the names that it would tell about."""

    name = "any figure"
    finds = "Money, percentages and large counts; no years, times, dates, phone or order numbers."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - figures are anybody's
        """Every figure in the draft, each once."""
        return hits_at(draft, Spans(_figures(draft)))


def _figures(draft: Draft) -> Iterator[tuple[int, int]]:
    for form in _forms(draft):
        for found in form.finditer(draft.folded.text):
            span = found.span("figure" if "figure" in form.groupindex else 0)
            if not (draft.links.touch(*span) or (form is _SCALED and _is_a_measure(draft, found))):
                yield span


def _forms(draft: Draft) -> Iterator[re.Pattern[str]]:
    """The forms that a draft may hold at all: most posts hold no figure, and are done soon."""
    words = draft.word_texts
    if not _LARGE.isdisjoint(words):
        yield _IN_WORDS
    if not draft.has_digit:
        return
    yield from (_MEASURED, _GROUPED, _SCALED)
    if not _NAMES_OF_MONEY.isdisjoint(words) or any(sign in draft.folded.text for sign in "$€£¥₹"):
        yield _SIGNED
    if not _THINGS.isdisjoint(words):
        yield _COUNTED
    if not _BOOKS.isdisjoint(words):
        yield _TOLD


def _is_a_measure(draft: Draft, found: re.Match[str]) -> bool:
    """Whether this is a size or a way to run; 13M in a capital, or 13m+, is a count."""
    if _SHORT_SCALE.fullmatch(found[0]) is None or draft.folded.text[found.end() : found.end() + 1] == "+":
        return False
    start, end = draft.origin(*found.span())
    return not draft.text[start:end].endswith("M")
