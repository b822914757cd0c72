"""The forms in which people write a swear word: plainly, drawn out, spelled out, masked, joined, disguised.

Each form is one function; ``FORMS`` lists them. What they find is looked at again in ``swearing``, which
knows names, web addresses and innocent company.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from .disguise import ROW, Disguises
from .draft import Draft, Word
from .swearwords import SWEARWORDS, Level

_DISGUISES = Disguises(SWEARWORDS.words)

_HELD_DOWN = re.compile(r"([a-z])\1\1")
_HELD = re.compile(r"([a-z])\1+")
_HANDLE = re.compile(r"@[a-z0-9_.-]+")
_BEGINNING = re.compile(r"(?:^|(?<=[-._~*#/:;,=\[{<]))(?P<signs>[@$!+(¢€£|]{0,3})(?P<letter>[a-z0-9])")
_MOST_BEGINNINGS = 8
_AROUND = "#.!?-_,:;/[]{}<>"
_NO_LETTERS = "0123456789%&#?*.~_,:;/=[]{}<>-"
_HANDLES_READ = "@s", "@r", "@$"
"""A handle is a name, whatever it says, except where its sign stands for a letter: @sshole."""
MAILBOX = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]")
_MASK = re.compile(r"(?<![^\W_])[a-z]{1,12}(?: ?[*#]{1,6} | [*#]{1,6} ?)[a-z]{1,12}(?![^\W_])")
_MASKED = re.compile("|".join(rf"(?<![\w*]){re.escape(mask)}(?![\w*])" for mask in SWEARWORDS.masked))
_HASHTAG = re.compile(r"#(\w{3,100})")
_CAPITALISED_PIECE = re.compile(r"[A-Z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
_RUDE_SIGN = "\U0001f595"

_WIDEST_SPELLING_GAP = 2
_FEWEST_SPELLED = 3
_SINGLES = bytes([True] * _FEWEST_SPELLED)
_LONE_LETTERS = frozenset("aioyurnk0123456789")
_MOST_LONE = 2


class Candidate(NamedTuple):
    """What may be a swear word: its span in the folded text, and how much it would weigh."""

    start: int
    end: int
    level: Level


def _plain(draft: Draft) -> Iterator[Candidate]:
    words = SWEARWORDS.words
    if words.keys().isdisjoint(draft.word_texts):
        return
    for word in draft.words:
        level = words.get(word.text)
        if level is not None:
            yield Candidate(word.start, word.end, level)


def _inside(draft: Draft) -> Iterator[Candidate]:
    """Stems that no innocent word holds, so that #whatthefuck and absofuckinglutely are found."""
    text = draft.folded.text
    for stem in SWEARWORDS.anywhere:
        at = text.find(stem)
        while at >= 0:
            start, end = at, at + len(stem)
            if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
                level = SWEARWORDS.words.get(stem, "strong")
                yield Candidate(start, _end_of_swearing(text, start, end), level)
            at = text.find(stem, end)


def _end_of_swearing(text: str, start: int, end: int) -> int:
    """Where the longest listed word that begins here ends."""
    longest = end
    for further in range(end + 1, min(len(text), start + 20) + 1):
        if text[start:further] in SWEARWORDS.words:
            longest = further
    return longest


def _held_down(draft: Draft) -> Iterator[Candidate]:
    """Keys held down: fuuuuck, shiiiittt. Without such a run "coook" stays a typing slip."""
    text = draft.folded.text
    if _HELD_DOWN.search(text) is None:
        return
    for word in draft.words:
        if _HELD_DOWN.search(word.text):
            row = _HELD.sub(lambda run: run[0][:3], word.text)
            read = _DISGUISES.read(row)
            if read is not None and read.end == len(row):
                yield Candidate(word.start, word.end, read.level)


def _disguised(draft: Draft) -> Iterator[Candidate]:
    text = draft.folded.text
    for row in ROW.finditer(text):
        typed = row[0]
        if typed.strip(_AROUND).isalpha() or not typed.strip(_NO_LETTERS):
            continue
        if draft.links.touch(*row.span()) or _is_address(typed):
            continue
        yield from _in_row(typed, row.start())


def _in_row(typed: str, offset: int) -> Iterator[Candidate]:
    is_handle = _HANDLE.fullmatch(typed) is not None
    if is_handle and not typed.startswith(_HANDLES_READ):
        return
    for at in (0,) if is_handle else _beginnings(typed):
        read = _DISGUISES.read(typed, at)
        if read is None or typed[at : read.end].isalpha():
            continue
        if not is_handle or read.level in ("strong", "slur"):
            yield Candidate(offset + at, offset + read.end, read.level)


def _beginnings(typed: str) -> list[int]:
    """Where a word may begin in a row: at its first letters, at signs just before, and behind a hyphen."""
    found: list[int] = []
    for begin in islice(_BEGINNING.finditer(typed), _MOST_BEGINNINGS):
        found.append(begin.start("letter"))
        found.extend(range(begin.start("letter") - 1, begin.start("signs") - 1, -1))
    return found or [0]


def _is_address(typed: str) -> bool:
    return "@" in typed[1:] and MAILBOX.search(typed) is not None


def _masked(draft: Draft) -> Iterator[Candidate]:
    text = draft.folded.text
    if "*" not in text and "##" not in text:
        return
    for mask in _MASKED.finditer(text):
        yield Candidate(mask.start(), mask.end(), SWEARWORDS.words[SWEARWORDS.masked[mask[0]]])
    for mask in _MASK.finditer(text):
        row = mask[0].replace(" ", "")
        read = _DISGUISES.read(row)
        if read is not None and read.end == len(row):
            yield Candidate(mask.start(), mask.end(), read.level)


def _spelled_out(draft: Draft) -> Iterator[Candidate]:
    """Letters spelled out, f u c k, s.h.i.t: rows of single characters, with a lone "I" beside at most."""
    if _SINGLES not in bytes([len(word) == 1 for word in draft.word_texts]):
        return
    for run in _single_characters(draft):
        letters = "".join(word.text for word in run)
        spelled = max(_whole_words(letters), default=None)
        if spelled is not None:
            yield Candidate(run[spelled.first].start, run[spelled.last - 1].end, spelled.level)
        for stem in SWEARWORDS.anywhere:
            at = letters.find(stem)
            if at >= 0:
                yield Candidate(run[at].start, run[at + len(stem) - 1].end, "strong")


class _Spelled(NamedTuple):
    """A word in a row of single characters. The greatest is the best: letter by letter, and longest."""

    exact: bool
    length: int
    first: int
    last: int
    level: Level


def _whole_words(letters: str) -> Iterator[_Spelled]:
    """Words that a spelled row is, but for a lone letter or digit or two beside them."""
    for first in range(_MOST_LONE + 1):
        for last in range(len(letters), len(letters) - _MOST_LONE - 1 + first, -1):
            if last - first >= _FEWEST_SPELLED and _LONE_LETTERS.issuperset(letters[:first] + letters[last:]):
                read = _DISGUISES.read(letters[first:last])
                if read is not None and read.end == last - first:
                    exact = read.word == letters[first:last]
                    yield _Spelled(exact, last - first, first, last, read.level)


def _single_characters(draft: Draft) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in draft.words:
        if run and (len(word.text) > 1 or word.start - run[-1].end > _WIDEST_SPELLING_GAP):
            if len(run) >= _FEWEST_SPELLED:
                yield run
            run = []
        if len(word.text) == 1:
            run.append(word)
    if len(run) >= _FEWEST_SPELLED:
        yield run


def _in_hashtags(draft: Draft) -> Iterator[Candidate]:
    """#ThisIsShit: in a hashtag, capitals are the spaces."""
    if "#" not in draft.text:
        return
    for tag in _HASHTAG.finditer(draft.folded.text):
        start, end = draft.origin(*tag.span(1))
        typed = draft.text[start:end]
        pieces = list(_CAPITALISED_PIECE.finditer(typed)) if len(typed) == len(tag[1]) else []
        for piece in pieces if len(pieces) > 1 else ():
            level = SWEARWORDS.words.get(piece[0].lower())
            if level is not None:
                yield Candidate(tag.start(1) + piece.start(), tag.start(1) + piece.end(), level)


def _rude_signs(draft: Draft) -> Iterator[Candidate]:
    at = draft.folded.text.find(_RUDE_SIGN)
    while at >= 0:
        yield Candidate(at, at + 1, "middling")
        at = draft.folded.text.find(_RUDE_SIGN, at + 1)


FORMS: tuple[Callable[[Draft], Iterator[Candidate]], ...] = (
    _plain,
    _inside,
    _held_down,
    _disguised,
    _masked,
    _spelled_out,
    _in_hashtags,
    _rude_signs,
)
