"""The closed set of labels, and how the words behind each one are read.

A new label is one entry in ``RULE_LABELS`` or ``FRONT_LABELS`` and one reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, TypeVar, get_args

from server.checking.detectors import names as detector_names
from server.checking.report import Category, Kind, Weight
from server.checking.rules import Sought, Unreachable

from .faults import Faults, did_you_mean, nearest, quoted
from .source import closed, plain

MOST_PHRASES = 50_000
"""Phrases in one document, over all its rules."""

MOST_LIKE_A_DETECTOR = 1_000
"""Phrases in one document that begin as detectors do; each is compared with all their names."""

LONGEST_PHRASE = 200
LONGEST_VERSION = 40

CATEGORIES: tuple[Category, ...] = get_args(Category)
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "unknown")
UNREACHABLE: dict[str, Unreachable] = {"ask before posting": "ask", "let posts through": "allow"}


class Label(NamedTuple):
    """A label of the document. ``missing`` is said where a required one is not there."""

    name: str
    missing: str = ""


RULE_LABELS: tuple[Label, ...] = (
    Label("Category", f"Add ‘- **Category:**’ with one of: {', '.join(CATEGORIES)}."),
    Label("Weight", f"Add ‘- **Weight:**’ with one of: {', '.join(WEIGHTS)}."),
    Label("Applies to", f"Add ‘- **Applies to:**’ with some of: {', '.join(KINDS)}."),
    Label("Looks for", "Add ‘- **Looks for:**’ with phrases or a detector such as ‘any profanity’."),
    Label("Unless it says"),
    Label("Write instead"),
    Label("Consequence", "Add ‘- **Consequence:**’ with what happens then."),
)

VERSION = "Version"
UNREACHABLE_LABEL = "If Right Handle is not running"
ALLOWANCE = "Allowance"

FRONT_LABELS: tuple[Label, ...] = (
    Label(VERSION, "Add ‘- **Version:** 1’ under the title."),
    Label(UNREACHABLE_LABEL),
    Label(ALLOWANCE),
)

_BOLD_LABEL = re.compile(r"^(\*\*|__)(?P<name>[^*\n]{1,80}?)\1(?P<rest>.*)$", re.DOTALL)
_BARE_LABEL = re.compile(r"^(?P<name>[^*:\n]{2,40}):(?:\s+(?P<value>.*))?$", re.DOTALL)
_MINUTES = re.compile(r"(\d{1,4}) ?(min|minute|minutes|hour|hours) (?:a|per|each|every) (?:working )?day")
_LIKE_A_DETECTOR = ("any ", "a hostile", "a post")
_QUOTES = '"“”„‟«»'
_MINUTES_IN_A_DAY = 24 * 60

_Closed = TypeVar("_Closed", bound=str)

At = tuple[int, str]
"""Where a value stands: its line and its rule."""


class Labelled(NamedTuple):
    """A labelled line as it stands. ``bold`` tells a label from prose that has a colon."""

    name: str
    value: str
    bold: bool


def split_label(source: str) -> Labelled | None:
    """Read ``**Name:** value``, ``**Name**: value`` or ``Name: value``; None for anything else."""
    found = _BOLD_LABEL.match(source)
    if found is not None:
        name, rest = found["name"].strip(), found["rest"].lstrip()
        if ":" in (name[-1:], rest[:1]) or label_named(name, RULE_LABELS):
            return Labelled(name.removesuffix(":").rstrip(), rest.removeprefix(":").strip(), bold=True)
    bare = _BARE_LABEL.match(source)
    return Labelled(bare["name"].strip(), (bare["value"] or "").strip(), bold=False) if bare else None


def label_named(name: str, labels: Iterable[Label]) -> Label | None:
    """The label of that name, whatever its case, dashes or spaces."""
    wanted = plain(name).rstrip(":")
    return next((label for label in labels if label.name.casefold() == wanted), None)


def label_like(name: str, labels: Iterable[Label]) -> Label | None:
    """The label that a mistyped name most likely was, so that its words are still read."""
    known = {label.name: label for label in labels}
    near = nearest(plain(name), known)
    return known[near] if near is not None else None


class LabelReader:
    """Reads what stands behind labels; what it can't read becomes a fault, and a value to go on with."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._detectors = {name.casefold(): name for name in detector_names()}
        self._phrases = 0
        self._like_a_detector = 0

    def _closed(self, word: str, choices: tuple[_Closed, ...], what: str, at: At) -> _Closed | None:
        wanted = closed(word)
        read = next((choice for choice in choices if choice == wanted), None)
        if read is None:
            message = f"{quoted(word.strip())} is not {what}. {did_you_mean(wanted, choices)}"
            self._faults.add(at[0], message, at[1])
        return read

    def category(self, value: str, at: At) -> Category:
        """One of the closed list."""
        return self._closed(value, CATEGORIES, "a category", at) or CATEGORIES[0]

    def weight(self, value: str, at: At) -> Weight:
        """One of note, confirm, stop."""
        return self._closed(value, WEIGHTS, "a weight", at) or "stop"

    def kinds(self, value: str, at: At) -> frozenset[Kind]:
        """Kinds of account, parted by commas or ``and``."""
        words = [word for word in re.split(r"[,;]|\band\b", value) if word.strip()]
        read = (self._closed(word, KINDS, "a kind of account", at) for word in words)
        return frozenset(kind for kind in read if kind is not None)

    def looks_for(self, value: str, at: At) -> tuple[Sought, ...]:
        """Phrases and detectors. A phrase in quotation marks is never taken for a detector."""
        found: list[Sought] = []
        for piece in self._pieces(value, at):
            detector = self._detector(piece, at) if piece.casefold().startswith(_LIKE_A_DETECTOR) else None
            found.append(
                Sought("detector", detector) if detector else Sought("phrase", piece.strip(_QUOTES).strip())
            )
        return tuple(dict.fromkeys(found))

    def _detector(self, piece: str, at: At) -> str | None:
        """The detector meant. Taken as a phrase, a mistyped one would never find a thing, unnoticed."""
        self._like_a_detector += 1
        if self._like_a_detector > MOST_LIKE_A_DETECTOR:
            if self._like_a_detector == MOST_LIKE_A_DETECTOR + 1:
                message = f"More than {MOST_LIKE_A_DETECTOR:,} phrases begin like a detector. Reword some."
                self._faults.add(at[0], message, at[1])
            return None
        wanted = closed(piece)
        near = self._detectors.get(wanted) or nearest(wanted, self._detectors.values())
        if near is not None and near.casefold() != wanted:
            self._faults.add(at[0], f"{quoted(piece)} is not a detector. Did you mean ‘{near}’?", at[1])
        return near

    def phrases(self, value: str, at: At) -> tuple[str, ...]:
        """The author's own phrases, parted by semicolons."""
        pieces = (piece.strip(_QUOTES).strip() for piece in self._pieces(value, at))
        return tuple(dict.fromkeys(piece for piece in pieces if piece))

    def _pieces(self, value: str, at: At) -> list[str]:
        before, self._phrases = self._phrases, self._phrases + value.count(";") + 1
        if self._phrases > MOST_PHRASES:
            if before <= MOST_PHRASES:
                self._faults.add(at[0], f"This file has more than {MOST_PHRASES:,} phrases.", at[1])
            return []
        pieces = [piece.strip() for piece in value.removesuffix(";").split(";")]
        if not all(piece.strip(_QUOTES) for piece in pieces):
            self._faults.add(at[0], "There is an empty phrase here. Take out the extra semicolon.", at[1])
        long = next((piece for piece in pieces if len(piece) > LONGEST_PHRASE), None)
        if long is not None:
            self._faults.add(
                at[0], f"{quoted(long)} is too long. A phrase may have {LONGEST_PHRASE} characters.", at[1]
            )
        return [piece for piece in pieces if 0 < len(piece.strip(_QUOTES)) <= LONGEST_PHRASE]

    def version(self, value: str, line: int) -> str:
        """The version in the author's own form."""
        if len(value) > LONGEST_VERSION:
            self._faults.add(line, f"This version is too long. It may have {LONGEST_VERSION} characters.")
        return value

    def unreachable(self, value: str, line: int) -> Unreachable:
        """What happens to a post while nothing can be checked; asking, where it can't be read."""
        read = UNREACHABLE.get(closed(value))
        if read is None:
            self._faults.add(
                line, f"{quoted(value)} is no choice here. {did_you_mean(closed(value), UNREACHABLE)}"
            )
        return read or "ask"

    def allowance(self, value: str, line: int) -> int | None:
        """Minutes a day."""
        found = _MINUTES.fullmatch(closed(value))
        minutes = int(found[1]) * (60 if found[2].startswith("hour") else 1) if found else 0
        if not 0 < minutes <= _MINUTES_IN_A_DAY:
            self._faults.add(line, f"{quoted(value)} is not an allowance. Write it like ‘30 minutes a day’.")
            return None
        return minutes
