"""``any card or account number``: payment cards and IBANs with a right checksum, accounts said to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit, hits_at

_CARD_ROW = re.compile(r"(?<![\w.,-])\d(?:[ \u00a0-]?\d){11,18}(?![\w]|[.,]\d|-\d)")
_NOT_DIGITS = re.compile(r"\D")
_ISSUERS: tuple[tuple[str, range], ...] = (
    (r"4", range(13, 20, 3)),  # Visa
    (r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)", range(16, 17)),  # Mastercard
    (r"3[47]", range(15, 16)),  # American Express
    (r"3(?:0[0-5]|[689])", range(14, 20)),  # Diners Club
    (r"35(?:2[89]|[3-8])", range(16, 20)),  # JCB
    (r"6(?:011|5|4[4-9]|22)", range(16, 20)),  # Discover, UnionPay
    (r"5[06-8]|6(?:7|3|0)", range(12, 20)),  # Maestro
)
"""First digits and lengths of ISO/IEC 7812 issuers: one random row in ten passes the checksum alone."""

_BEFORE = 40
_FEWEST_DIGITS = 6

_IBAN_ROW = re.compile(r"(?<![\w-])[a-z]{2}\d{2}(?:[ \u00a0-]?[a-z0-9]){11,30}(?!\w)")
_IBAN_PIECE = re.compile(r"[a-z0-9]+")
_SHORTEST_IBAN = 15
_SAID = re.compile(
    r"\b(?:account|acct|a/c|konto) ?(?:number|no|nr|num|#)?\.?(?: is|:)? ?(?P<row>\d[\d -]{5,14}\d)\b"
    r"|\bsort code:? ?(?P<sort>\d\d-?\d\d-?\d\d)\b"
)


class AnyCardOrAccountNumber(AlwaysReady):
    """Right by its checksum before anybody is alarmed."""

    name = "any card or account number"
    finds = "Payment card numbers, IBANs and bank account numbers."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - numbers are anybody's
        """Every card and account number in the draft."""
        return hits_at(draft, _numbers(draft))


def _numbers(draft: Draft) -> Iterator[tuple[int, int]]:
    text = draft.folded.text
    if draft.digits < _FEWEST_DIGITS:
        return
    for row in _CARD_ROW.finditer(text):
        is_said = "card" in text[max(0, row.start() - _BEFORE) : row.start()]
        if _is_card(_NOT_DIGITS.sub("", row[0]), is_said=is_said):
            yield row.span()
    for row in _IBAN_ROW.finditer(text):
        end = _end_of_iban(row)
        if end is not None:
            yield row.start(), end
    if "acc" in text or "sort code" in text or "a/c" in text or "konto" in text:
        for said in _SAID.finditer(text):
            yield said.span("row") if said["row"] else said.span("sort")


def _is_card(digits: str, *, is_said: bool) -> bool:
    issued = any(len(digits) in lengths and re.match(first, digits) for first, lengths in _ISSUERS)
    if len(set(digits)) == 1 or not (issued or is_said):
        return False
    from stdnum import luhn  # only behind a row of digits that an issuer could have given

    return bool(luhn.is_valid(digits))


def _end_of_iban(row: re.Match[str]) -> int | None:
    """Where the longest valid IBAN ends: the words behind it may look like more of it."""
    from stdnum import iban  # only behind a row that begins like one

    ends = [piece.end() for piece in _IBAN_PIECE.finditer(row.string, row.start(), row.end())]
    for end in reversed(ends):
        number = "".join(_IBAN_PIECE.findall(row.string, row.start(), end))
        if len(number) >= _SHORTEST_IBAN and iban.is_valid(number):
            return end
    return None
