"""``any personal phone number``: numbers that reach somebody, told from scores, prices, dates and orders.

A row of digits is a phone number when it is written as one (a plus, the dashes of North America, the zero
of Europe) and the numbering plan knows it, or when the words beside it say so. Numbers that a company
publishes (free of charge, shared cost) are nobody's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from server.checking.draft import Draft
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit, hits_at

_FEWEST, _MOST = 7, 15
_FEWEST_TYPED = 5
"""The rest may be the letter o, typed for a nought."""
_FEWEST_ABROAD = 9
_ROW = re.compile(
    r"(?<![\w$€£¥#@.,/:+-])(?:tel:)?"
    r"(?P<row>\+? ?\(?[\do](?:[\do]|[ \u00a0().~/·–-]{1,3}(?=[\do(])){5,24})"
    r"(?![\w%/$€£]|[.,:]\d)"
)
_DIGIT_O = str.maketrans("o", "0")
_NOT_DIGITS = re.compile(r"\D")

_CALL = re.compile(
    r"\b(?:call|phone|ring|text|dial|ping|sms|whatsapp|telegram|signal|fax|tel|telephone|mobile|cell|cellphone|"
    r"landline|handy|reach (?:me|him|her|us)|contact|"
    r"(?:my|his|her|new|phone|mobile|cell|\w\w) number|number is|numbers are)\b"
)
_CALL_AFTER = re.compile(
    r"^\W{0,4}(?:text me|call me|ask for|is my|pls save|please save|ext\b|extension|x\d)"
)
_COUNTED = re.compile(
    r"\b(?:order|ticket|case|ref|reference|invoice|tracking|serial|sku|model|part|version|build|patent|flight|isbn|issn|"
    r"cve|lottery|draw|score|psalm|population|barcode|ean|upc|booking|confirmation|incident|article|item|lot|gtin|doi|id)\b"
    r"[^.!?]{0,25}$"
)
_BEFORE, _AFTER = 45, 24
_NORTH_AMERICA = re.compile(r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}")
_EUROPE = re.compile(r"\(?0\d{1,5}\)?(?:[ /-]\d{2,8}){1,4}|0\d{9,10}")
_BRITISH_MOBILE = re.compile(r"07\d{3}[ -]?\d{3}[ -]?\d{3}")
_UNMISTAKABLE = ((_NORTH_AMERICA, "US"), (_BRITISH_MOBILE, "GB"))
_EUROPEAN_LENGTHS = (10, 11)
_DATE = re.compile(r"(?:19|20)\d\d([-/. ])\d{1,2}\1\d{1,2}|\d{1,2}([-/. ])\d{1,2}\2(?:19|20)?\d\d")
_PLANS = ("GB", "FR", "DE", "ES", "IT", "NL", "IE", "AU", "IN", "ZA")


class AnyPersonalPhoneNumber(AlwaysReady):
    """The library of numbering plans is loaded when the first row of digits is met, not before."""

    name = "any personal phone number"
    finds = "Phone numbers, except free-of-charge and service numbers."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - numbers are anybody's
        """Every number that reaches a person."""
        return hits_at(draft, _numbers(draft))


def _numbers(draft: Draft) -> Iterator[tuple[int, int]]:
    text = draft.folded.text
    if draft.digits < _FEWEST_TYPED:
        return
    for found in _ROW.finditer(text):
        start, end = found.span("row")
        row = found["row"].translate(_DIGIT_O)
        digits = _NOT_DIGITS.sub("", row)
        few_letters = found["row"].count("o") * 2 < len(digits)
        if not _FEWEST - 1 <= len(digits) <= _MOST or not few_letters or draft.links.touch(start, end):
            continue
        if _is_phone(row, digits, text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]):
            yield start, end


def _is_phone(row: str, digits: str, before: str, after: str) -> bool:
    if _DATE.fullmatch(row) or _COUNTED.search(before) or len(set(digits)) == 1 or _is_service(digits):
        return False
    if row.startswith(("+", "00")) and not row.startswith("000"):
        return _is_known("+" + row.lstrip("+0 "), None, lenient=len(digits) >= _FEWEST_ABROAD)
    is_said = _CALL.search(before) is not None or _CALL_AFTER.search(after) is not None
    for form, plan in _UNMISTAKABLE:
        if form.fullmatch(row):
            return _is_known(digits, plan, lenient=True)
    if _EUROPE.fullmatch(row) and len(digits) in _EUROPEAN_LENGTHS:
        return is_said or any(_is_known(digits, plan) for plan in _PLANS)
    return is_said


@cache
def _library() -> ModuleType:
    import phonenumbers  # 40 ms and 15 MB that a text without digits never needs

    return phonenumbers


def _is_service(digits: str) -> bool:
    return re.match(r"1?8(?:00|33|44|55|66|77|88)\d{7}$", digits) is not None or digits.startswith("0800")


def _is_known(number: str, plan: str | None, *, lenient: bool = False) -> bool:
    """Whether a numbering plan holds this number as somebody's own."""
    library = _library()
    try:
        parsed = library.parse(number, plan)
    except library.NumberParseException:
        return False
    kinds = library.PhoneNumberType
    service = (kinds.TOLL_FREE, kinds.PREMIUM_RATE, kinds.SHARED_COST, kinds.UAN, kinds.VOICEMAIL)
    if library.number_type(parsed) in service or _is_service(_NOT_DIGITS.sub("", number).removeprefix("1")):
        return False
    return bool(library.is_possible_number(parsed) if lenient else library.is_valid_number(parsed))
