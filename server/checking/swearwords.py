"""The word list, read once: which word weighs how much, and where it is left in peace."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

Level = Literal["strong", "slur", "middling", "mild"]

LEVELS: tuple[Level, ...] = ("mild", "middling", "strong", "slur")
"""Mildest first."""

_LISTS: dict[str, Level] = {"strong": "strong", "slur": "slur", "middling": "middling", "mild": "mild"}
_PHRASE_LISTS: dict[str, Level] = {"strong phrases": "strong", "mild phrases": "mild"}


_FILE = Path(__file__).with_name("swearwords.txt")


_SHORTEST_BACKWARDS = 3


class Swearwords(NamedTuple):
    """The list as lookups: words and phrases by level, and what bends the reading of some of them."""

    words: dict[str, Level]
    phrases: dict[str, Level]
    masked: dict[str, str]
    anywhere: tuple[str, ...]
    names: frozenset[str]
    peace: tuple[str, ...]


def read_swearwords(path: Path = _FILE) -> Swearwords:
    """Read the list; its own head says what its lines mean."""
    sections = _sections(path.read_text(encoding="utf-8"))
    words: dict[str, Level] = {}
    for name, level in _LISTS.items():
        for line in sections[name]:
            for word in _with_endings(line):
                words.setdefault(word, level)
    one_way = {word for line in sections["never backwards"] for word in line.split()}
    for word, level in list(words.items()):
        if level != "mild" and word not in one_way and len(word) > _SHORTEST_BACKWARDS:
            words.setdefault(word[::-1], level)
    for word, level in list(words.items()):
        if level in ("strong", "slur"):
            for drawn_out in _drawn_out(word):
                words.setdefault(drawn_out, level)
    return Swearwords(
        words=words,
        phrases={line: level for name, level in _PHRASE_LISTS.items() for line in sections[name]},
        masked={line.split()[0]: line.split()[1] for line in sections["masked"]},
        anywhere=tuple(sections["anywhere"]),
        names=frozenset(word for line in sections["names"] for word in line.split()),
        peace=tuple(sections["peace"]),
    )


def _sections(text: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            current.append(line)
    return sections


def _with_endings(line: str) -> list[str]:
    words: list[str] = []
    stem = ""
    for piece in line.split():
        if piece.startswith("+"):
            words.append(stem + piece[1:])
        else:
            stem = piece
            words.append(stem)
    return words


def _drawn_out(word: str) -> list[str]:
    """The word with one letter typed twice: "fuuck", "shitt"."""
    return [
        word[: at + 1] + letter + word[at + 1 :]
        for at, letter in enumerate(word)
        if letter not in (word[at - 1 : at], word[at + 1 : at + 2])
    ]


SWEARWORDS = read_swearwords()
"""The list, read once for every check."""
