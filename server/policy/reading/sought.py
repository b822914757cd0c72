"""What a rule looks for, and what excuses it: phrases, ``{lists}``, detectors, inflections and patterns."""

from __future__ import annotations

import re
from functools import partial
from itertools import repeat

from server.checking.detectors import names as detector_names
from server.checking.patterns import PatternFault, ready_pattern
from server.checking.rules import Sought

from ..faults import At, Faults, quoted
from .lists import Lists
from .phrases import PhraseReader, is_quoted, unquoted
from .source import closed

MOST_PATTERNS = 40
"""Patterns in one document; each is tried before it may be used."""

_LIKE_A_DETECTOR = ("any ", "a ")
_SIGNS = (*'`{}"“”„‟«»', " near ")
_OPENS = re.compile("; ?(?:any|all|every|each|a|pattern) ")
"""A sign or one of these words stands in every value that holds more than plain phrases."""

_NEAR = re.compile(r"(?P<thing>.*\S)\s+near\s+\{(?P<list>[^{}]*)\}", re.IGNORECASE | re.DOTALL)
_NEAR_BARE = re.compile(r"(?P<thing>.*\S)\s+near\s+(?P<words>[^{}`]+)", re.IGNORECASE | re.DOTALL)
_LIST = re.compile(r"\{(?P<name>[^{}]*)\}")
_FORMS = re.compile(r"any form of (?P<phrase>.+)", re.IGNORECASE | re.DOTALL)
_LIKE_FORMS = re.compile(r"(?:any|all|every|each) forms?(?: of)? (?P<phrase>.+)", re.IGNORECASE | re.DOTALL)
_PATTERN = re.compile(r"pattern\s*(?P<ticks>`+)(?P<source>.+)(?P=ticks)", re.IGNORECASE | re.DOTALL)


_AS_SOUGHT = partial(tuple.__new__, Sought)


def _only_phrases(value: str) -> bool:
    """Whether plain phrases are all that a value holds, as most do: what it says needs no closer look."""
    lowered = f"; {value.lower()}"
    return not any(map(lowered.__contains__, _SIGNS)) and _OPENS.search(lowered) is None


class SoughtReader:
    """Reads ``Looks for`` and the exceptions; what it can't read becomes a fault."""

    def __init__(self, phrases: PhraseReader, lists: Lists, faults: Faults) -> None:
        self._phrases = phrases
        self._lists = lists
        self._faults = faults
        self._detectors = {name.casefold(): name for name in detector_names()}
        # One word alone, such as “secret” or “link”, may well be meant as a phrase.
        cut = ((name.partition(" ")[2].casefold(), name) for name in detector_names())
        self._cut_names = {short: name for short, name in cut if " " in short or short == "profanity"}
        self._patterns = 0

    def looks_for(self, value: str, at: At) -> tuple[Sought, ...]:
        """What the rule looks for, each thing once. In quotation marks everything is a phrase."""
        pieces = self._phrases.pieces(value, at)
        self._note_cut_names(pieces, at)
        if _only_phrases(value):
            # Some thousand of them at once: each by a call of its own would take three times as long.
            rows = zip(repeat("phrase"), dict.fromkeys(pieces), repeat(""))
            return tuple(map(_AS_SOUGHT, rows))
        read = (self._sought(piece, at) for piece in pieces)
        return tuple(dict.fromkeys(sought for sought in read if sought is not None))

    def _note_cut_names(self, pieces: list[str], at: At) -> None:
        """Tell of a detector without its first word: as a phrase it would find next to nothing."""
        for short in self._cut_names.keys() & {piece.casefold() for piece in pieces}:
            message = f"{quoted(short)} is only a phrase here. Did you mean ‘{self._cut_names[short]}’?"
            self._faults.at(at, f"{message} In quotes it is a phrase.")

    def _sought(self, piece: str, at: At) -> Sought | None:
        if is_quoted(piece):
            return Sought("phrase", unquoted(piece))
        near = _NEAR.fullmatch(piece)
        if near is not None:
            name = self._lists.use(near["list"], at)
            thing = self._thing(near["thing"], at)
            return thing._replace(near=name) if thing is not None and name else None
        bare = _NEAR_BARE.fullmatch(piece)
        if bare is not None:
            self._lists.note_bare(bare["words"], at)
            if closed(bare["thing"]) in self._detectors:
                message = f"Behind ‘near’ stands a list in braces. Write ‘near {{{bare['words']}}}’."
                self._faults.at(at, message)
                return None
        return self._thing(piece, at)

    def _thing(self, piece: str, at: At) -> Sought | None:
        """A thing without what it must stand near."""
        if is_quoted(piece):
            return Sought("phrase", unquoted(piece))
        named = _LIST.fullmatch(piece)
        if named is not None:
            name = self._lists.use(named["name"], at)
            return Sought("list", name) if name else None
        if "`" in piece:
            return self._pattern(piece, at)
        if "{" in piece or "}" in piece:
            message = f"{quoted(piece)} has braces inside. Part a list from it with ‘;’, or put it in quotes."
            self._faults.at(at, message)
            return None
        forms = _LIKE_FORMS.fullmatch(piece)
        if forms is not None:
            return self._forms(piece, forms["phrase"], at)
        detector = self._detector(piece, at) if piece.casefold().startswith(_LIKE_A_DETECTOR) else None
        return Sought("detector", detector) if detector else Sought("phrase", unquoted(piece))

    def _forms(self, piece: str, phrase: str, at: At) -> Sought:
        words = unquoted(phrase)
        if _FORMS.fullmatch(piece) is None:
            self._faults.at(
                at, f"{quoted(piece)} is not known. Did you mean {quoted(f'any form of {words}')}?"
            )
        return Sought("forms", words)

    def _pattern(self, piece: str, at: At) -> Sought | None:
        found = _PATTERN.fullmatch(piece)
        if found is None:
            inside = piece.strip("` ")
            meant = quoted(f"pattern `{inside}`") if "`" not in inside else "‘pattern `…`’"
            self._faults.at(at, f"{quoted(piece)} is not known. For a pattern, write {meant}.")
            return None
        self._patterns += 1
        if self._patterns > MOST_PATTERNS:
            if self._patterns == MOST_PATTERNS + 1:
                self._faults.at(
                    at, f"This file has more than {MOST_PATTERNS} patterns. Write some as phrases."
                )
            return None
        source = found["source"]
        if source[0] == " " == source[-1] and source.strip():
            source = source[1:-1]
        try:
            ready_pattern(source)
        except PatternFault as fault:
            self._faults.at(at, str(fault))
            return None
        return Sought("pattern", source)

    def _detector(self, piece: str, at: At) -> str | None:
        """The detector meant. Taken as a phrase, a mistyped one would never find a thing, unnoticed."""
        wanted = closed(piece)
        if wanted in self._detectors:
            return self._detectors[wanted]
        near = self._faults.nearest(wanted, self._detectors.values(), at.line)
        if near is not None:
            self._faults.at(
                at, f"{quoted(piece)} is not a detector. Did you mean ‘{near}’? In quotes it is a phrase."
            )
        return near

    def exceptions(self, value: str, at: At) -> tuple[str, ...]:
        """Phrases, addresses, numbers and ``{lists}``; what only ``Looks for`` understands is a fault."""
        pieces = self._phrases.pieces(value, at)
        if _only_phrases(value):
            return tuple(dict.fromkeys(pieces))
        read = (self._exception(piece, at) for piece in pieces)
        return tuple(dict.fromkeys(words for words in read if words))

    def _exception(self, piece: str, at: At) -> str:
        if is_quoted(piece):
            return unquoted(piece)
        named = _LIST.fullmatch(piece)
        if named is not None:
            name = self._lists.use(named["name"], at)
            return f"{{{name}}}" if name else ""
        if "{" in piece or "}" in piece:
            message = f"{quoted(piece)} has braces inside. Part a list from it with ‘;’, or put it in quotes."
            self._faults.at(at, message)
            return ""
        if closed(piece) in self._detectors or _FORMS.fullmatch(piece) or _PATTERN.fullmatch(piece):
            message = f"{quoted(piece)} stands only behind ‘Looks for’. Write phrases, or put it in quotes."
            self._faults.at(at, message)
            return ""
        return unquoted(piece)
