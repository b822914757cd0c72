"""One folding pass: how a text reads to an eye, with the way back to what was typed.

``fold`` takes case, compatibility forms (fullwidth, styled and enclosed letters), accents, letters of
other scripts that look Latin, and characters that can't be seen out of a text. It goes character by
character through a table, never over a run, so that its time grows with the length alone: Unicode's own
normalisation of 200,000 alternating combining marks took 29.9 s.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_MOST_PER_CHARACTER = 4
"""A compatibility form may become this many characters (㎉, ⑽); U+FDFA would become eighteen."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"


def _pairs(table: str) -> dict[str, str]:
    """Read a table of pairs: the letter as typed, then what it looks like."""
    return {pair[0]: pair[1:] for pair in table.split()}


_LOOKS_LIKE: dict[str, str] = {
    # Cyrillic, Greek, Armenian
    **_pairs("аa ьb вb гr еe зe іi јj кk ӏl мm нh оo пn рp сc ѕs тt уy хx цu ѵv һh ԁd ԛq ԝw ԍg"),
    **_pairs("αa βb γy δd εe ηn ιi κk μu νv οo πn ρp σs ςs τt υu χx ωw"),
    **_pairs("օo սu հh ոn ցg յj"),
    # Latin letters with a stroke or a hook, small capitals, turned letters
    **_pairs("ıi łl øo đd ħh ŧt ƀb ƈc ɗd ɠg ɦh ɨi ƙk ɫl ɲn ɵo ƥp ʂs ƭt ʉu ʋv ʐz æae œoe"),
    **_pairs("ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz"),
    **_pairs("ɑa ɡg ɩi ƒf ɔc ǝe ɟf ʞk ʇt"),
    # Letters in black circles, black squares and brackets
    **{
        chr(first + place): letter
        for first in (0x1F150, 0x1F170, 0x249C)
        for place, letter in enumerate(_LATIN)
    },
    # Marks that keyboards and phones put in the place of a plain one
    **_pairs("’' ‘' ʼ' ´' ‐- ‑- −- ∗* ＊* ⁎*"),
}

_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
"""Characters that take no room on the page and that Unicode does not call format characters."""

_SEEN_CONTROLS = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85")

_ACCENTS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_ACCENT = re.compile(f"[{_ACCENTS}]")
"""Marks laid over a letter. Vowel signs of other scripts are letters to their readers, and stay."""

_BEYOND_ASCII = re.compile(
    f"(?P<marks>[{_ACCENTS}\ufe00-\ufe0f\U000e0100-\U000e01ef]+)|[^\\x00-\\x7f]|[\\x00-\\x08\\x0e-\\x1b\\x7f]"
)
"""Marks and variation selectors belong to the letter before them and are taken in one go."""

_CAPITALS = _pairs("Ζz Ηh Μm Νn Υy")
"""Greek capitals that look like other Latin letters than their small ones do."""

_MOST_REMEMBERED = 20_000
_remembered: dict[str, str] = {}


class Folded(NamedTuple):
    """A folded text. Character ``i`` of ``text`` was typed at ``starts[i]`` up to ``ends[i]``.

    ``starts`` and ``ends`` are None where every character stands where it was typed.
    """

    text: str
    starts: list[int] | None
    ends: list[int] | None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The span of the typed text behind a span of the folded one, both in code points."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text of any characters, lone surrogates included. Never longer than four times its length."""
    if text.isascii() and (text.isprintable() or _BEYOND_ASCII.search(text) is None):
        return Folded(text.lower(), None, None)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for found in _BEYOND_ASCII.finditer(text):
        at = found.start()
        if at > done:
            pieces.append(text[done:at].lower())
            starts.extend(range(done, at))
            ends.extend(range(done + 1, at + 1))
        done = found.end()
        if found["marks"]:
            if ends and ends[-1] == at:
                ends[-1] = done
            continue
        folded = _fold_character(found[0])
        pieces.append(folded)
        starts.extend([at] * len(folded))
        ends.extend([done] * len(folded))
    pieces.append(text[done:].lower())
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return Folded("".join(pieces), starts, ends)


def _fold_character(character: str) -> str:
    folded = _remembered.get(character)
    if folded is None:
        folded = _work_out(character)
        if len(_remembered) < _MOST_REMEMBERED:
            _remembered[character] = folded
    return folded


def _work_out(character: str) -> str:
    if character in _LOOKS_LIKE:
        return _LOOKS_LIKE[character]
    if character in _CAPITALS:
        return _CAPITALS[character]
    category = unicodedata.category(character)
    if _UNSEEN.match(character) or category == "Cf" or (category == "Cc" and character not in _SEEN_CONTROLS):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKD", character)
    if len(plain) > _MOST_PER_CHARACTER:
        plain = character
    plain = _ACCENT.sub("", plain).casefold()
    return "".join(_LOOKS_LIKE.get(letter, letter) for letter in _ACCENT.sub("", plain))[:_MOST_PER_CHARACTER]
