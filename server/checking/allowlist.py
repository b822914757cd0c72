"""Web addresses and numbers that a policy excepts: compared by host and path, and by their digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .detectors.link import web_addresses
from .draft import Draft
from .folding import fold

_ENTRY = re.compile(r"(?:https?://)?(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_](?::\d+)?(?:/\S*)?/?")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://")
_PATH_END = re.compile(r"[?#]")
_PORT = re.compile(r":\d*$")
_LONGEST_HOST = 253
_CLIMBS = ("..", "%2e")

_NUMBER_ENTRY = re.compile(r"(?:tel:)?\+?[\d\s()./–-]+")
_NUMBER_ROW = re.compile(r"(?<![\w@])\+?\(?\d(?:[\d() ./\u00a0–-]{5,30})\d")
_NOT_DIGITS = re.compile(r"\D")
_SPOKEN_ZERO = re.compile(r"\(0\)")
_FEWEST_DIGITS = 7
_LONGEST_COUNTRY = 3

Span = tuple[int, int]


class _Address(NamedTuple):
    host: str
    path: str


class _Number(NamedTuple):
    """Digits without what is dialled before them; ``is_whole`` where they begin with a country's."""

    digits: str
    is_whole: bool


class Allowlist:
    """The web addresses and numbers among a rule's exceptions or a list's entries."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._paths: dict[str, list[str]] = {}
        self._numbers: dict[str, list[_Number]] = {}
        for entry in entries:
            folded = fold(entry.strip()).text
            if _ENTRY.fullmatch(folded):
                address = _address(folded)
                self._paths.setdefault(address.host, []).append(address.path.rstrip("/"))
            number = _number(folded) if _NUMBER_ENTRY.fullmatch(folded) else None
            if number is not None:
                self._numbers.setdefault(number.digits[-_FEWEST_DIGITS:], []).append(number)

    def __bool__(self) -> bool:
        return bool(self._paths or self._numbers)

    def spans(self, draft: Draft) -> list[Span]:
        """Where the draft holds one of them, in code points of its text."""
        found: list[Span] = []
        if self._paths:
            found += [span for span, address in draft.once("addresses", _addresses) if self._has(address)]
        if self._numbers:
            found += [span for span, number in draft.once("numbers", _numbers) if self._is(number)]
        return found

    def _has(self, address: _Address) -> bool:
        if len(address.host) > _LONGEST_HOST:
            return False
        labels = address.host.split(".")
        hosts = (".".join(labels[first:]) for first in range(len(labels)))
        return any(_is_below(address.path, path) for host in hosts for path in self._paths.get(host, ()))

    def _is(self, number: _Number) -> bool:
        return any(_same(number, one) for one in self._numbers.get(number.digits[-_FEWEST_DIGITS:], ()))


def _address(written: str) -> _Address:
    """Host and path, read as a browser reads them: what stands before an ``@`` is no host."""
    bare = _SCHEME.sub("", written).replace("\\", "/")
    host, slash, path = bare.partition("/")
    query = _PATH_END.search(host)
    host = _PORT.sub("", (host[: query.start()] if query else host).rpartition("@")[2])
    path = "" if query else _PATH_END.split(slash + path)[0]
    return _Address(host.removeprefix("www.").rstrip("."), path)


def _is_below(path: str, allowed: str) -> bool:
    if not allowed:
        return True
    return (path == allowed or path.startswith(allowed + "/")) and not any(sign in path for sign in _CLIMBS)


def _addresses(draft: Draft) -> list[tuple[Span, _Address]]:
    text = draft.folded.text
    return [(draft.origin(start, end), _address(text[start:end])) for start, end in web_addresses(draft)]


def _number(written: str) -> _Number | None:
    is_whole = written.removeprefix("tel:").lstrip(" (").startswith(("+", "00"))
    digits = _NOT_DIGITS.sub("", _SPOKEN_ZERO.sub("", written) if is_whole else written).lstrip("0")
    return _Number(digits, is_whole) if len(digits) >= _FEWEST_DIGITS else None


def _numbers(draft: Draft) -> list[tuple[Span, _Number]]:
    if draft.digits < _FEWEST_DIGITS:
        return []
    rows = ((found.span(), _number(found[0])) for found in _NUMBER_ROW.finditer(draft.folded.text))
    return [(draft.origin(*span), number) for span, number in rows if number is not None]


def _same(one: _Number, other: _Number) -> bool:
    """Whether two numbers reach the same place: +49 30 1234567 is 030 1234567, dialled from there."""
    if one.is_whole == other.is_whole:
        return one.digits == other.digits or (
            not one.is_whole and _differ_by_country(one.digits, other.digits)
        )
    whole, local = (one, other) if one.is_whole else (other, one)
    return whole.digits == local.digits or _differ_by_country(whole.digits, local.digits)


def _differ_by_country(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return longer.endswith(shorter) and len(longer) - len(shorter) <= _LONGEST_COUNTRY
