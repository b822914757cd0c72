"""Reads what people write when they hide a word: sh!t, f@ck, f**k, f-u_c.k, fuuuuck.

All words hang on one tree of letters. A disguised row of characters walks down it, each character standing
for every letter that it may hide, so a row is read once, whatever it stands for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .swearwords import LEVELS, Level


def _signs(table: str) -> dict[str, str]:
    """Read a table: each sign, then the letters that it may stand for."""
    return {entry[0]: entry[1:] for entry in table.split()}


_MAY_BE: dict[str, str] = {
    **{letter: letter for letter in "abcdefghijklmnopqrstuvwxyz"},
    **_signs("0o 1il 2z 3e 4a 5s 6bg 7t 8b 9g @aeiou $s !il ¡i |il +t (c ¢c €e £le"),
}
_HIDES = frozenset("*#%^&?")
"""Stands for one letter, whichever."""
_PARTS = frozenset("-._~/[]{}<>:;,=\\")
"""Stands between two letters."""
_OR_A_VOWEL = frozenset("-._~")
_PICTURES = "\u2600-\u27bf\U0001f300-\U0001faff"
_PICTURE = re.compile(f"[{_PICTURES}]")
"""A picture hides a letter as a star does."""

_ODD = r"0-9@$!¡+(¢€£*#%^&?\-._~|/\[\]{}<>:;,=\\" + _PICTURES
ROW = re.compile(rf"(?<![a-z])[a-z]*+[{_ODD}][a-z{_ODD}]*")
"""A row of characters that may hide a word, in a folded text: letters with something odd among them."""

_LONGEST = 40
_FEWEST_KNOWN = 2
_SHORT = 3
_DIGITS = frozenset("0123456789")


class Read(NamedTuple):
    """A word that a row hides: how much it weighs, and where it ends in the row."""

    word: str
    level: Level
    end: int


class _Node:
    __slots__ = ("below", "letter", "level", "word")

    def __init__(self, letter: str = "") -> None:
        self.letter = letter
        self.below: dict[str, _Node] = {}
        self.word = ""
        self.level: Level | None = None


class Disguises:
    """The tree of words, built once."""

    def __init__(self, words: dict[str, Level]) -> None:
        self._root = _Node()
        for word, level in words.items():
            node = self._root
            for letter in word:
                node = node.below.setdefault(letter, _Node(letter))
            node.word, node.level = word, level

    def read(self, row: str, start: int = 0) -> Read | None:
        """The longest word that begins at ``start`` and ends where a word may end, or None."""
        nodes = [self._root]
        best: Read | None = None
        for at in range(start, min(len(row), start + _LONGEST)):
            nodes = _step(nodes, row, at, start)
            if not nodes:
                break
            after = row[at + 1 : at + 2]
            if after.isalnum() or row[at] in _PARTS:
                continue
            found = [node for node in nodes if node.level and _is_meant(row[start : at + 1], node.word)]
            if found:
                heaviest = max(found, key=lambda node: LEVELS.index(node.level or "mild"))
                best = Read(heaviest.word, heaviest.level or "mild", at + 1)
        return best


def _step(nodes: list[_Node], row: str, at: int, start: int) -> list[_Node]:
    """The places in the tree that one more character leads to, each once."""
    character = row[at]
    if character.isalpha():
        return [one for node in nodes for one in _letters(node, character)]
    before, after = row[at - 1 : at] if at > start else "", row[at + 1 : at + 2]
    reached: dict[int, _Node] = {}
    hides = (
        character in _HIDES
        or _PICTURE.match(character) is not None
        or (character in "-_" and character in (before, after))
    )
    for node in nodes:
        if hides and before:
            found = list(node.below.values())
            if character == before:
                found.append(node)
        else:
            found = _letters(node, _MAY_BE.get(character, ""))
        if character in _PARTS and before and after:
            vowels = "aeiou" if character in _OR_A_VOWEL else ""
            found = [*found, node, *_letters(node, vowels, held=False)]
        for one in found:
            reached[id(one)] = one
    return list(reached.values())


def _letters(node: _Node, letters: str, *, held: bool = True) -> list[_Node]:
    """The nodes below for these letters; a letter that is held down (fuuuck) stays where it is."""
    found = [node.below[letter] for letter in letters if letter in node.below]
    if held and node.letter and node.letter in letters:
        found.append(node)
    return found


def _is_meant(row: str, word: str) -> bool:
    """Whether a row that can be read as this word is likely to mean it: R&D, A55 and (rap) are not."""
    hidden = sum(character in _HIDES or _PICTURE.match(character) is not None for character in row)
    digits = sum(character in _DIGITS for character in row)
    signs = sum(character in _MAY_BE and not character.isalnum() for character in row)
    letters = sum(character.isalpha() for character in row)
    if letters + digits + signs < _FEWEST_KNOWN or (digits and not letters):
        return False
    if len(word) <= _SHORT and (hidden or digits or not _PARTS.isdisjoint(row)):
        return False
    if row[-1] not in _MAY_BE and (row[-1] != "*" or hidden < _FEWEST_KNOWN):
        return False
    return row[0] not in "(+" or signs + digits > 1
