"""Words of closed lists: one that is on it, or a fault with the list and the nearest word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from ..faults import At, Faults, did_you_mean, nearest, quoted
from .source import closed

_SHORT = 4
"""Lists of so many words are said whole beside the nearest: nobody has to look them up."""

_BETWEEN = re.compile(r"[,;]|\band\b")

_Meant = TypeVar("_Meant")


def closed_word(word: str, choices: Mapping[str, _Meant], what: str, at: At, faults: Faults) -> _Meant | None:
    """What a word of the list stands for, or None with a fault. ``what``: ``a weight``, ``a site``."""
    meant = choices.get(word)
    if meant is None:
        wanted = closed(word)
        meant = choices.get(wanted)
        if meant is None:
            faults.at(at, _strange(word.strip(), wanted, tuple(choices), what))
    return meant


def _strange(word: str, wanted: str, choices: tuple[str, ...], what: str) -> str:
    if len(choices) <= _SHORT and nearest(wanted, choices) is not None:
        return f"{quoted(word)} is not {what} ({', '.join(choices)}). {did_you_mean(wanted, choices)}"
    return f"{quoted(word)} is not {what}. {did_you_mean(wanted, choices)}"


def parted(value: str) -> list[str]:
    """The words of a value, parted by commas, semicolons or ``and``."""
    return [word.strip() for word in _BETWEEN.split(value) if word.strip()]
