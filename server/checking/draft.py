"""A draft: what somebody is about to post, folded once, with every span leading back to what was typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar, cast

from .folding import Folded, fold
from .spans import Spans

_Worked = TypeVar("_Worked")

_WRITTEN_WITHOUT_SPACES = (
    "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_WRITTEN_WITHOUT_SPACES}]|[^\\W_{_WRITTEN_WITHOUT_SPACES}]+")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_ASCII_WORD = re.compile("[a-z0-9]+")
_DIGIT = re.compile("[0-9]")
_LINK = re.compile(r"https?://\S+")
_WWW = re.compile(r"www\.\S+")
_DOMAIN = re.compile(r"\.(?:com|org|net|co|io|ly|gl|me|be|tv|gov|edu|uk|de|fr|eu)\b(?:/\S*)?")
_OF_A_HOST = "abcdefghijklmnopqrstuvwxyz0123456789-"
_LONGEST_HOST = 63
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’)\]]*\s+|[。！？]+|\n+")


_ALWAYS_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|[Aa]pprox|e\.g|i\.e|cf|incl?)\Z")
_SOMETIMES_SHORT = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Bros|S\.A|N\.V|B\.V|Jr|Sr|U\.S|U\.K|[ap]\.m|etc|est)\Z")
"""These may end a sentence too, which then begins with a capital."""
_QUARTER = re.compile(r"(?:Q[1-4]|H[12]|FY ?\d\d)\b")
_BEFORE_A_NUMBER = re.compile(r"\b(?:[Nn]os?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\Z")
_LONGEST_SHORT = 8


def _shortens(end: re.Match[str]) -> bool:
    """Whether a full stop only shortens a word: "Halden Inc. made $4.2m" is one sentence."""
    if end[0] != ". ":
        return False
    text, at = end.string, end.start()
    first = max(0, at - _LONGEST_SHORT)
    if _SOMETIMES_SHORT.search(text, first, at):
        return not text[end.end() : end.end() + 1].isupper() or _QUARTER.match(text, end.end()) is not None
    if _BEFORE_A_NUMBER.search(text, first, at):
        return text[end.end() : end.end() + 1].isdigit()
    return _ALWAYS_SHORT.search(text, first, at) is not None


class Word(NamedTuple):
    """A word of the folded text; ``start`` and ``end`` count there."""

    text: str
    start: int
    end: int


class Draft:
    """One text, read from several sides, each worked out once and only when somebody asks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._worked: dict[str, Any] = {}
        self._heads: dict[int, list[str]] = {}

    @cached_property
    def folded(self) -> Folded:
        """The text as an eye reads it, with the way back."""
        return fold(self.text)

    @cached_property
    def word_texts(self) -> list[str]:
        """The words alone, for a first look that needs no places."""
        return self._word_pattern.findall(self.folded.text)

    @cached_property
    def laid(self) -> tuple[str, list[int]]:
        """The words laid end to end, and the places in that row where each begins, its end included."""
        words = self.word_texts
        return "".join(words), [0, *accumulate(map(len, words))]

    def heads(self, size: int) -> list[str]:
        """What so many letters of the words laid end to end are, where each word begins."""
        heads = self._heads.get(size)
        if heads is None:
            laid, places = self.laid
            heads = self._heads[size] = [laid[place : place + size] for place in places]
        return heads

    @cached_property
    def word_spans(self) -> list[tuple[int, int]]:
        """Where the words stand in the folded text."""
        return [found.span() for found in self._word_pattern.finditer(self.folded.text)]

    @cached_property
    def _word_starts(self) -> list[int]:
        """Where the words begin in ``text``."""
        origins = self.folded.starts
        return [start if origins is None else origins[start] for start, _ in self.word_spans]

    def words_between(self, start: int, end: int) -> int:
        """How many words begin between two places of ``text``."""
        return bisect_left(self._word_starts, end) - bisect_left(self._word_starts, start)

    @cached_property
    def words(self) -> list[Word]:
        """Words of the folded text; a character of a script without spaces is a word of its own."""
        return [Word(text, *span) for text, span in zip(self.word_texts, self.word_spans, strict=True)]

    @cached_property
    def has_digit(self) -> bool:
        """Whether there is any digit, as the first question of all that look for numbers."""
        return _DIGIT.search(self.folded.text) is not None

    @cached_property
    def digits(self) -> int:
        """How many digits stand outside web addresses: too few for anybody's number, most often."""
        text = self.folded.text
        return len(_DIGIT.findall(text)) - sum(len(_DIGIT.findall(text, *link)) for link in self.links)

    @cached_property
    def links(self) -> Spans:
        """Where web addresses stand in the folded text: a random letter row there is nobody's word."""
        text = self.folded.text
        if "." not in text:
            return Spans(())
        links = [found.span() for found in _LINK.finditer(text)] if "://" in text else []
        links += [found.span() for found in _WWW.finditer(text)] if "www." in text else []
        for found in _DOMAIN.finditer(text):
            before = text[max(0, found.start() - _LONGEST_HOST) : found.start()]
            host = len(before) - len(before.rstrip(_OF_A_HOST))
            if host:
                links.append((found.start() - host, found.end()))
        return Spans(links)

    @cached_property
    def sentence_ends(self) -> list[int]:
        """Where sentences end in ``text``, in order; the last is the end of the text."""
        text = self.text
        ends = (found.end() for found in _SENTENCE_END.finditer(text) if not _shortens(found))
        return [*ends, len(text)]

    @property
    def _word_pattern(self) -> re.Pattern[str]:
        return _ASCII_WORD if self.folded.text.isascii() else _WORD

    @cached_property
    def _astral(self) -> list[int]:
        return [] if self.text.isascii() else [found.start() for found in _ASTRAL.finditer(self.text)]

    def sentence_around(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence, or sentences, that a span stands in, in code points of ``text``."""
        ends = self.sentence_ends
        first = bisect_left(ends, start + 1)
        last = bisect_left(ends, max(end, start + 1))
        return (ends[first - 1] if first else 0), ends[min(last, len(ends) - 1)]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """What was typed behind a folded span, in code points of ``text``."""
        return self.folded.origin(start, end)

    def utf16(self, start: int, end: int) -> tuple[int, int]:
        """The same span in UTF-16 code units, as JavaScript counts."""
        astral = self._astral
        if not astral:
            return start, end
        return start + bisect_left(astral, start), end + bisect_left(astral, end)

    def once(self, name: str, work: Callable[[Draft], _Worked]) -> _Worked:
        """What ``work`` makes of this draft, kept under ``name`` for the next who asks."""
        if name not in self._worked:
            self._worked[name] = work(self)
        return cast(_Worked, self._worked[name])
