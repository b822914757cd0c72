"""What a document says of itself: its version, the time allowed, training, and how it is signed."""

from __future__ import annotations

import re

from server.checking.rules import Signing, Unreachable, Window

from ..faults import At, Faults, quoted
from . import times
from .closed import closed_word
from .phrases import PhraseReader
from .source import closed

LONGEST_VERSION = 40

_UNREACHABLE: dict[str, Unreachable] = {"ask before posting": "ask", "let posts through": "allow"}
_SIGNING: dict[str, Signing] = {"asked for": "asked", "before speaking for the company": "before"}
_MINUTES = re.compile(r"(\d{1,4}) ?(min|minute|minutes|hour|hours) (?:a|per|each|every) (?:working )?day")
_MINUTES_IN_A_DAY = 24 * 60

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "ten": 10, "twelve": 12}
_EVERY = re.compile(r"(?:every|each) (?:(?P<count>\w+) )?(?P<unit>month|quarter|year)s?")
_TIMES_A_YEAR = re.compile(
    r"(?P<count>once|twice|\w+ times) (?:a|per|each|every) year|(?P<yearly>yearly|annually)"
)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_MOST_MONTHS = 120


class FrontReader:
    """Reads what stands behind the document's own labels; what it can't read becomes a fault."""

    def __init__(self, phrases: PhraseReader, faults: Faults) -> None:
        self._phrases = phrases
        self._faults = faults

    def version(self, value: str, at: At) -> str:
        """The version in the author's own form."""
        if len(value) > LONGEST_VERSION:
            self._faults.at(at, f"This version is too long. It may have {LONGEST_VERSION} characters.")
        return value

    def unreachable(self, value: str, at: At) -> Unreachable:
        """What happens to a post while nothing can be checked; asking, where it can't be read."""
        return closed_word(value, _UNREACHABLE, "a choice", at, self._faults) or "ask"

    def allowance(self, value: str, at: At) -> int | None:
        """Minutes a day."""
        found = _MINUTES.fullmatch(closed(value))
        minutes = int(found[1]) * (60 if found[2].startswith("hour") else 1) if found else 0
        if not 0 < minutes <= _MINUTES_IN_A_DAY:
            self._faults.at(at, f"{quoted(value)} is not an allowance. Write it like ‘30 minutes a day’.")
            return None
        return minutes

    def personal_use(self, value: str, at: At) -> tuple[Window, ...] | None:
        """When personal posts are permitted."""
        return times.personal_use(value, at, self._faults)

    def personal_activity(self, value: str, at: At) -> tuple[str, ...]:
        """What is permitted then, in the author's words."""
        return self._phrases.phrases(value, at)

    def training(self, value: str, at: At) -> int | None:
        """Months until training is repeated; 0 where once is enough."""
        months = _months(closed(value))
        if months is None:
            self._faults.at(
                at,
                f"{quoted(value)} is not how often. Write ‘once’, ‘once a year’ or ‘every 6 months’.",
            )
        return months

    def signing(self, value: str, at: At) -> Signing:
        """Whether a signature is asked for, or needed; needed, where it can't be read."""
        return closed_word(value, _SIGNING, "a choice", at, self._faults) or "before"


def _months(words: str) -> int | None:
    if words == "once":
        return 0
    every, yearly = _EVERY.fullmatch(words), _TIMES_A_YEAR.fullmatch(words)
    months: int | None = None
    if every is not None:
        months = (_number(every["count"]) if every["count"] else 1) * _MONTHS[every["unit"]]
    elif yearly is not None:
        said = yearly["count"] or "once"
        count = {"once": 1, "twice": 2}.get(said) or _number(said.removesuffix(" times"))
        months = 12 // count if count and 12 % count == 0 else None
    return months if months is not None and 0 < months <= _MOST_MONTHS else None


def _number(word: str) -> int:
    """A number in figures or words; 0 for anything else."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < len("1000") else 0
    return _NUMBERS.get(word, 0)
