"""Rows of an author’s own phrases, parted by semicolons and counted over the whole document."""

from __future__ import annotations

import re

from ..faults import At, Faults, quoted

MOST_PHRASES = 50_000
"""Phrases in one document, over all its rules and lists."""

LONGEST_PHRASE = 200

_QUOTES = '"“”„‟«»'
_SIGN = re.compile(r"`+|;")


def is_quoted(piece: str) -> bool:
    """Whether the whole piece stands in quotation marks, and so is a phrase whatever it says."""
    return len(piece) > 1 and piece[0] in _QUOTES and piece[-1] in _QUOTES


def unquoted(piece: str) -> str:
    """The phrase without the quotation marks around it."""
    return piece.strip(_QUOTES).strip()


def _has_quotes(value: str) -> bool:
    return '"' in value if value.isascii() else any(map(value.__contains__, _QUOTES))


class PhraseReader:
    """Splits what stands behind a label, and keeps count of what a document asks for."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._phrases = 0

    def phrases(self, value: str, at: At) -> tuple[str, ...]:
        """The phrases of a value, each once, without quotation marks."""
        return tuple(dict.fromkeys(map(unquoted, self.pieces(value, at))))

    def pieces(self, value: str, at: At) -> list[str]:
        """The pieces between semicolons as they stand; a semicolon between backticks parts nothing."""
        before, self._phrases = self._phrases, self._phrases + value.count(";") + 1
        if self._phrases > MOST_PHRASES:
            if before <= MOST_PHRASES:
                self._faults.at(at, f"This file has more than {MOST_PHRASES:,} phrases.")
            return []
        pieces = list(map(str.strip, _split(value.removesuffix(";"))))
        if len(pieces) == 1 and ", " in value and "`" not in value and not is_quoted(pieces[0]):
            # Taken as one phrase, a row with commas would never be found.
            pieces = [piece.strip() for piece in value.split(", ")]
            meant = quoted("; ".join(pieces))
            self._faults.at(at, f"Phrases are parted by ‘;’. Write {meant}, or put all of it in quotes.")
        if "" in pieces or (_has_quotes(value) and not all(map(unquoted, pieces))):
            message = "There is an empty phrase here. Take out the extra semicolon."
            self._faults.at(at, message)
            pieces = [piece for piece in pieces if unquoted(piece)]
        if pieces and max(map(len, pieces)) > LONGEST_PHRASE:
            long = next(piece for piece in pieces if len(piece) > LONGEST_PHRASE)
            message = f"{quoted(long)} is too long. A phrase may have {LONGEST_PHRASE} characters."
            self._faults.at(at, message)
            pieces = [piece for piece in pieces if len(piece) <= LONGEST_PHRASE]
        return pieces


def _split(value: str) -> list[str]:
    if "`" not in value:
        return value.split(";")
    pieces, begin, ticks = [], 0, ""
    for sign in _SIGN.finditer(value):
        if sign[0] != ";":
            ticks = "" if sign[0] == ticks else ticks or sign[0]
        elif not ticks:
            pieces.append(value[begin : sign.start()])
            begin = sign.end()
    return [*pieces, value[begin:]]
