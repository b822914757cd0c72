"""Finds thousands of phrases in a text at once, however they are cased, hyphenated, joined or possessive.

All words of a text are laid end to end; a phrase, laid end to end too, is looked up by its first letters
at each place where a word begins. So "Project Falcon" is found in "PROJECT-FALCON", "#projectfalcon" and
"Project Falcon’s", and 3,000 phrases cost little more than three.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from .draft import Draft

_Payload = TypeVar("_Payload")

_KEY = 4
_HEAD = 3
_SHORTEST_JOINED = 5
"""Shorter phrases must keep their gaps: "R&D" is not the "Rd" of an address."""
_WIDEST_GAP = 8

_SIGNS = r"[+#$€£%&@*]+"
_EDGES = re.compile(rf"({_SIGNS})?.*?({_SIGNS})?", re.DOTALL)
_BREAK = re.compile(r"[.!?;:,()]+['\"”]*\s|\n\s*\n")
"""Where one thought ends: "… the project. Falcon 9 …" names no project."""


class Found(NamedTuple, Generic[_Payload]):
    """A phrase in a text: what it stands for and its span in the folded text."""

    payload: _Payload
    start: int
    end: int


class _Phrase(NamedTuple, Generic[_Payload]):
    letters: str
    gaps: frozenset[int]
    lead: str
    tail: str
    has_break: bool
    payload: _Payload


class PhraseIndex(Generic[_Payload]):
    """An index over phrases, built once and never changed; each phrase carries what it stands for."""

    def __init__(self, phrases: Iterable[tuple[str, _Payload]]) -> None:
        self._by_letters: dict[str, list[_Phrase[_Payload]]] = {}
        self._signs: list[tuple[str, _Payload]] = []
        for phrase, payload in phrases:
            self._add(phrase, payload)
        lengths: dict[str, set[int]] = {}
        for letters in self._by_letters:
            lengths.setdefault(letters[:_KEY], set()).add(len(letters))
        self._lengths = {key: tuple(sorted(found)) for key, found in lengths.items()}
        self._heads = frozenset(
            letters[:head] for letters in self._by_letters for head in range(1, _HEAD + 1)
        )
        self._key_lengths = tuple(sorted({len(key) for key in self._lengths}))

    def _add(self, phrase: str, payload: _Payload) -> None:
        draft = Draft(phrase.strip())
        text, words = draft.folded.text, draft.words
        if not words:
            if text:
                self._signs.append((text, payload))
            return
        gaps, length = set(), 0
        for word in words:
            length += len(word.text)
            gaps.add(length)
        edges = _EDGES.fullmatch(text)
        lead, tail = (edges[1] or "", edges[2] or "") if edges else ("", "")
        letters = "".join(word.text for word in words)
        entry = _Phrase(letters, frozenset(gaps), lead, tail, _BREAK.search(text) is not None, payload)
        self._by_letters.setdefault(letters, []).append(entry)

    def find(self, draft: Draft) -> Iterator[Found[_Payload]]:
        """Every phrase in the draft, with its span in the folded text."""
        text = draft.folded.text
        for sign, payload in self._signs:
            at = text.find(sign)
            while at >= 0:
                yield Found(payload, at, at + len(sign))
                at = text.find(sign, at + len(sign))
        if not self._by_letters:
            return
        laid, after = "".join(draft.word_texts), 0
        for first, word in enumerate(draft.word_texts):
            place, after = after, after + len(word)
            if word[:_HEAD] in self._heads:
                for phrase in self._beginning(laid, place):
                    span = _span(phrase, draft, first)
                    if span is not None:
                        yield Found(phrase.payload, *span)

    def _beginning(self, laid: str, place: int) -> Iterator[_Phrase[_Payload]]:
        """The phrases whose letters stand at a place of the words laid end to end."""
        for key_length in self._key_lengths:
            if place + key_length > len(laid):
                return
            for length in self._lengths.get(laid[place : place + key_length], ()):
                yield from self._by_letters.get(laid[place : place + length], ())


def _span(phrase: _Phrase[_Payload], draft: Draft, first: int) -> tuple[int, int] | None:
    """Where the phrase stands that begins with this word, or None where it ends inside another."""
    text, words = draft.folded.text, draft.words
    length, last = len(words[first].text), first
    while length < len(phrase.letters):
        between = text[words[last].end : words[last + 1].start]
        if not _may_stand_between(between, phrase, is_gap=length in phrase.gaps):
            return None
        last += 1
        length += len(words[last].text)
    joined = len(phrase.gaps) > last - first + 1
    if length > len(phrase.letters) or (joined and length < _SHORTEST_JOINED):
        return None
    start, end = words[first].start - len(phrase.lead), words[last].end + len(phrase.tail)
    if (
        start < 0
        or not text.startswith(phrase.lead, start)
        or not text.startswith(phrase.tail, words[last].end)
    ):
        return None
    return start, end


def _may_stand_between(between: str, phrase: _Phrase[_Payload], *, is_gap: bool) -> bool:
    if is_gap:
        return len(between) <= _WIDEST_GAP and (phrase.has_break or _BREAK.search(between) is None)
    return len(between) <= 1 and not between.isspace()
