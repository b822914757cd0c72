"""Finds thousands of phrases in a text at once, however they are cased, hyphenated, joined or possessive.

All words of a text are laid end to end; a phrase, laid end to end too, is looked up by its first letters
at each place where a word begins. So "Project Falcon" is found in "PROJECT-FALCON", "#projectfalcon" and
"Project Falcon’s", and 20,000 phrases cost little more than three.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress
from typing import Generic, NamedTuple, TypeVar

from .draft import Draft

_Payload = TypeVar("_Payload")

_KEY = 4
_MANY = 400
"""So many phrases with the same first letters are put in order at once, so that no check has to wait."""
_SHORTEST_JOINED = 5
"""Shorter phrases must keep their gaps: "R&D" is not the "Rd" of an address."""
_WIDEST_GAP = 8

_SIGNS = r"[+#$€£%&@*]+"
_EDGES = re.compile(rf"({_SIGNS})?.*?({_SIGNS})?", re.DOTALL)
_BREAK = re.compile(r"[.!?;:,()]+['\"”]*\s|\n\s*\n")
"""Where one thought ends: "… the project. Falcon 9 …" names no project."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789\n"
_NO_LETTERS = bytes(code for code in range(128) if chr(code) not in _LETTERS)


class Found(NamedTuple, Generic[_Payload]):
    """A phrase in a text: what it stands for and its span in the folded text."""

    payload: _Payload
    start: int
    end: int


class _Form(NamedTuple):
    """How a phrase is written: where its words part, and the signs that it begins and ends with."""

    text: str
    gaps: frozenset[int]
    lead: str
    tail: str
    has_break: bool


def _form_of(written: str) -> _Form:
    draft = Draft(written.strip())
    edges = _EDGES.fullmatch(draft.folded.text)
    lead, tail = (edges[1] or "", edges[2] or "") if edges else ("", "")
    gaps = frozenset(accumulate(map(len, draft.word_texts)))
    return _Form(draft.folded.text, gaps, lead, tail, _BREAK.search(draft.folded.text) is not None)


class _Shelf:
    """Phrases with the same first letters, in order: all that a text holds at a place lie on one short way.

    ``above`` leads from each row of letters to the longest other one that it begins with, or to -1; it is
    empty where no row begins with another. Phrases are places in the index.
    """

    def __init__(self, letters: list[str], phrases: list[int]) -> None:
        self._phrases: dict[str, Sequence[int]] = dict(zip(letters, zip(phrases, strict=True), strict=True))
        if len(self._phrases) < len(phrases):
            alike: defaultdict[str, list[int]] = defaultdict(list)
            for row, phrase in zip(letters, phrases, strict=True):
                alike[row].append(phrase)
            self._phrases = dict(alike)
        self._rows = sorted(self._phrases)
        self._longest = max(map(len, self._rows))
        # In their order, a row that others begin with stands right before one of them.
        has_above = any(map(str.startswith, self._rows[1:], self._rows))
        self._above = _above(self._rows) if has_above else []

    def beginning(self, laid: str, place: int) -> Iterator[tuple[int, Sequence[int]]]:
        """The phrases whose letters stand at a place of the words laid end to end, with their length."""
        at = bisect_right(self._rows, laid[place : place + self._longest]) - 1
        while at >= 0:
            letters = self._rows[at]
            if laid.startswith(letters, place):
                yield len(letters), self._phrases[letters]
            at = self._above[at] if self._above else -1


def _above(rows: list[str]) -> list[int]:
    above: list[int] = []
    way: list[int] = []
    for at, letters in enumerate(rows):
        while way and not letters.startswith(rows[way[-1]]):
            way.pop()
        above.append(way[-1] if way else -1)
        way.append(at)
    return above


class PhraseIndex(Generic[_Payload]):
    """An index over phrases, built once; each phrase carries what it stands for."""

    def __init__(self, phrases: Iterable[tuple[str, _Payload]]) -> None:
        given = list(phrases)
        self._signs: list[tuple[str, _Payload]] = []
        self._given = given
        self._rows = _rows_of([one for one, _ in given])
        keys: defaultdict[str, list[int]] = defaultdict(list)
        for at, letters in enumerate(self._rows):
            keys[letters[:_KEY]].append(at)
        for at in keys.pop("", ()):
            if sign := Draft(given[at][0].strip()).folded.text:
                self._signs.append((sign, given[at][1]))
        self._shelves: dict[str, _Shelf] = {}
        self._forms: dict[int, _Form] = {}
        # By the size of their keys: the short end of a text must not be taken for a short key twice.
        self._keys = [
            (size, {key: those for key, those in keys.items() if len(key) == size})
            for size in sorted(set(map(len, keys)))
        ]
        for key, those in keys.items():
            if len(those) > _MANY:
                self._shelf(key, those)

    def find(self, draft: Draft) -> Iterator[Found[_Payload]]:
        """Every phrase in the draft, with its span in the folded text."""
        if self._signs:
            text = draft.folded.text
            for sign, payload in self._signs:
                at = text.find(sign)
                while at >= 0:
                    yield Found(payload, at, at + len(sign))
                    at = text.find(sign, at + len(sign))
        for size, keys in self._keys:
            heads = draft.heads(size)
            if not keys.keys().isdisjoint(heads):
                for first, key in enumerate(heads):
                    if key in keys:
                        yield from self._beginning(draft, first, self._shelf(key, keys[key]))

    def _beginning(self, draft: Draft, first: int, shelf: _Shelf) -> Iterator[Found[_Payload]]:
        """The phrases of a shelf that begin at a word and end with one."""
        laid, places = draft.laid
        place = places[first]
        for length, phrases in shelf.beginning(laid, place):
            after = bisect_left(places, place + length)
            if places[after] == place + length:
                for phrase in phrases:
                    span = _span(self._form(phrase), draft, first, after - 1)
                    if span is not None:
                        yield Found(self._given[phrase][1], *span)

    def _form(self, phrase: int) -> _Form:
        """Worked out when the letters of a phrase are first met, which most never are."""
        form = self._forms.get(phrase)
        if form is None:
            form = self._forms[phrase] = _form_of(self._given[phrase][0])
        return form

    def _shelf(self, key: str, those: list[int]) -> _Shelf:
        shelf = self._shelves.get(key)
        if shelf is None:
            shelf = self._shelves[key] = _Shelf([self._rows[at] for at in those], those)
        return shelf


def _rows_of(phrases: list[str]) -> list[str]:
    """The letters of each phrase, laid end to end; most are plain and are read all in one go."""
    laid = "\n".join(phrases)
    if laid.isascii() and laid.count("\n") == len(phrases) - 1:
        return _letters(laid)
    is_plain = [one.isascii() and "\n" not in one for one in phrases]
    rows = iter(_letters("\n".join(compress(phrases, is_plain))))
    pairs = zip(phrases, is_plain, strict=True)
    return [next(rows) if is_one else "".join(Draft(one.strip()).word_texts) for one, is_one in pairs]


def _letters(lines: str) -> list[str]:
    return lines.encode().lower().translate(None, _NO_LETTERS).decode().split("\n")


def _span(form: _Form, draft: Draft, first: int, last: int) -> tuple[int, int] | None:
    """Where a phrase stands whose letters are those of these words, or None where its gaps aren't theirs."""
    text, spans = draft.folded.text, draft.word_spans
    start, end = spans[first][0] - len(form.lead), spans[last][1] + len(form.tail)
    if start >= 0 and end - start == len(form.text) and text.startswith(form.text, start):
        return start, end
    length = 0
    for at in range(first, last):
        length += spans[at][1] - spans[at][0]
        between = text[spans[at][1] : spans[at + 1][0]]
        if not _may_stand_between(between, form, is_gap=length in form.gaps):
            return None
    joined = len(form.gaps) > last - first + 1
    if joined and length + spans[last][1] - spans[last][0] < _SHORTEST_JOINED:
        return None
    if start < 0 or not text.startswith(form.lead, start) or not text.startswith(form.tail, spans[last][1]):
        return None
    return start, end


def _may_stand_between(between: str, form: _Form, *, is_gap: bool) -> bool:
    if is_gap:
        return len(between) <= _WIDEST_GAP and (form.has_break or _BREAK.search(between) is None)
    return len(between) <= 1 and not between.isspace()
