"""``any date``: days, months, quarters, and words for a day such as tomorrow or next week."""

from __future__ import annotations

import re

from server.checking.draft import Draft
from server.checking.listed import listed
from server.checking.spans import Spans
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit, hits_at

_MONTH = (
    r"(?:january|february|april|june|july|august|september|october|november|december|"
    r"jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_ANY_MONTH = rf"(?:{_MONTH}|march|mar|may)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?)"
_SHORT_DAY = r"(?:mon|tues?|wed|thurs?|fri|sat|sun)"
_SPAN = r"(?:week|month|quarter|year|weekend|spring|summer|autumn|fall|winter|night|morning)"

_IN_DIGITS = (
    rf"{_YEAR}[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])",
    rf"(?:3[01]|[12]\d|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])[-./](?:{_YEAR}|\d\d)",
    r"(?:on|by|until|from|since|before|after) (?:3[01]|[12]\d|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])",
    rf"(?:in|by|until|since|during|before|after|fy|end of) ?{_YEAR}",
    r"q[1-4](?:[ /-]?(?:fy)? ?(?:20)?\d\d)?",
    r"h[12][ /-]?(?:fy)? ?20\d\d",
    r"on the (?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)",
)
_IN_WORDS = (
    rf"{_ANY_MONTH}\.? {_DAY}(?:,? {_YEAR})?(?![\d%])",
    rf"{_DAY} (?:of )?{_ANY_MONTH}(?:,? {_YEAR})?",
    rf"{_ANY_MONTH},? {_YEAR}",
    rf"(?:in|by|until|till|since|from|of|this|next|last|early|late|mid|end of)[ -]{_ANY_MONTH}"
    r"(?! (?:be|have|not|i|we|you)\b)",
    r"(?:january|february|april|june|july|august|september|october|november|december)",
    _WEEKDAY,
    rf"(?:on|by|until|till|from|this|next|last|every) {_SHORT_DAY}",
    rf"{_SHORT_DAY}[.,] ?{_DAY}",
    r"today|tonight|tomorrow|yesterday",
    rf"(?:this|next|last|coming|end of the|end of this|end of|later this|earlier this) {_SPAN}",
    r"in (?:a few|two|three|four|five|six|\d{1,2}) (?:days|weeks|months)",
)
_WORDS = listed(
    """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec monday mondays tuesday tuesdays wednesday wednesdays thursday
    thursdays friday fridays saturday saturdays sunday sundays mon tue tues wed thur thurs fri sat sun
    today tonight tomorrow yesterday week month quarter year weekend spring summer autumn fall winter
    night morning days weeks months
    """
)
"""A date in words holds one of them."""


def _any_of(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#$/.-])(?:{'|'.join(forms)})(?![\w@/]|-\d|\.\d)")


_DIGITS, _ALL = _any_of(_IN_DIGITS), _any_of((*_IN_WORDS, *_IN_DIGITS))


class AnyDate(AlwaysReady):
    """Every day that a post names; meant for ``any date near`` what must not be announced."""

    name = "any date"
    finds = "Days, months, quarters, and words such as tomorrow or next week."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - dates are anybody's
        """Every date in the draft."""
        if not _WORDS.isdisjoint(draft.word_texts):
            form = _ALL
        elif draft.has_digit:
            form = _DIGITS
        else:
            return []
        found = (one.span() for one in form.finditer(draft.folded.text))
        return hits_at(draft, Spans(span for span in found if not draft.links.touch(*span)))
