"""What is wrong with a policy file: each fault with its line, all of them together.

An author mends a file in one go only when every fault is listed at once, and trusts the list only
when each line of it says where, what, and what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

import msgspec

from server.errors import RightHandleError

MOST_FAULTS = 500
"""Reading stops here: nobody mends more in one sitting, and a hostile file can't make us write books."""

MOST_COMPARED = 3_000
"""Words of one file that are compared with what they may have been meant to be, at some 50 µs each."""

_LONGEST_COMPARED = 60
_CLOSE_ENOUGH = 0.7


class PolicyFault(msgspec.Struct, frozen=True, order=True):
    """One fault. ``line`` counts from 1 (0: the file as a whole); ``rule`` is the id, where there is one."""

    line: int
    message: str
    rule: str | None = None

    def __str__(self) -> str:
        """The sentence with its address, as a person reads it beside the document."""
        return f"Line {self.line}: {self.message}" if self.line else self.message

    def in_file(self, name: str) -> str:
        """``file:line: RULE: message``, the form that editors turn into a link."""
        told = self.rule is None or self.message.startswith(self.rule)
        return f"{name}:{max(self.line, 1)}: {'' if told else f'{self.rule}: '}{self.message}"


class PolicyError(RightHandleError):
    """A policy file that is refused. ``errors`` holds every fault, in the order of their lines."""

    def __init__(self, errors: Iterable[PolicyFault]) -> None:
        self.errors = tuple(sorted(errors, key=lambda fault: fault.line))
        count = len(self.errors)
        faults = "1 fault" if count == 1 else f"{count} faults"
        super().__init__(
            "policy_refused",
            f"This policy has {faults} and is not used. {self.errors[0]}",
            field="policy",
            errors=[msgspec.to_builtins(fault) for fault in self.errors],
        )


class TooManyFaultsError(Exception):
    """Raised by the collector at its cap, to end the reading."""


class At(NamedTuple):
    """Where a value stands: its line, and the id of its rule or ""."""

    line: int
    rule: str = ""


class Faults:
    """Collects faults while a file is read."""

    def __init__(self) -> None:
        self.found: list[PolicyFault] = []
        self._compared = 0

    def nearest(
        self, word: str, known: Iterable[str], line: int, *, at_least: float = _CLOSE_ENOUGH
    ) -> str | None:
        """The known word that was probably meant; a file with too many such words is a fault of its own."""
        choices = _of_like_length(word, known, at_least)
        if not choices:
            return None
        self._compared += 1
        if self._compared == MOST_COMPARED:
            self.add(line, f"{MOST_COMPARED:,} words up to here could be mistyped labels. Reword some.")
        return _nearest(word, choices, at_least) if self._compared < MOST_COMPARED else None

    def add(self, line: int, message: str, rule: str | None = None) -> None:
        """Note one fault; the cap itself is noted as the last one."""
        self.found.append(PolicyFault(line, message, rule))
        if len(self.found) >= MOST_FAULTS:
            self.found.append(
                PolicyFault(line, f"Reading stopped after {MOST_FAULTS} faults. Mend these first.")
            )
            raise TooManyFaultsError

    def at(self, at: At, message: str) -> None:
        """Note one fault of a value."""
        self.add(at.line, message, at.rule or None)


def quoted(words: str) -> str:
    """The author's words in quotes, shortened so that a fault stays a sentence."""
    short = words if len(words) <= _LONGEST_COMPARED else words[: _LONGEST_COMPARED - 1] + "…"
    return f"‘{short}’"


def nearest(word: str, known: Iterable[str], *, at_least: float = _CLOSE_ENOUGH) -> str | None:
    """The known word most like ``word``, whatever its case, or None where nothing is near."""
    choices = _of_like_length(word, known, at_least)
    return _nearest(word, choices, at_least) if choices else None


def _of_like_length(word: str, known: Iterable[str], at_least: float) -> list[str]:
    """Lengths alone rule most words out, at a hundredth of the price of comparing them."""
    size = len(word)
    if size > _LONGEST_COMPARED:
        return []
    shortest, longest = size * at_least / (2 - at_least), size * (2 - at_least) / at_least
    return [choice for choice in known if shortest <= len(choice) <= longest]


def _nearest(word: str, choices: list[str], at_least: float) -> str | None:
    by_fold = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(word.casefold(), by_fold, n=1, cutoff=at_least)
    return by_fold[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for a word outside a closed list: the nearest one, or else the whole list."""
    choices = list(known)
    near = nearest(word, choices)
    if near is not None:
        return f"Did you mean ‘{near}’?"
    return f"Use {'one of: ' if len(choices) > 1 else ''}{', '.join(choices)}."
