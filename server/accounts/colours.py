"""The eight colours of accounts, each bound to a symbol (look.md, Account identity)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Colour = Literal["navy", "azure", "lagoon", "fir", "bronze", "clay", "mauve", "violet"]
Symbol = Literal["disc", "triangle", "diamond", "square", "star", "plus", "crescent", "bars"]


class Look(NamedTuple):
    """A colour on light ground, and the symbol that says the same without colour."""

    light: str
    symbol: Symbol


COLOURS: dict[Colour, Look] = {
    "navy": Look("#20449f", "disc"),
    "azure": Look("#0f77b9", "triangle"),
    "lagoon": Look("#0d565c", "diamond"),
    "fir": Look("#0d381d", "square"),
    "bronze": Look("#634e03", "star"),
    "clay": Look("#a86141", "plus"),
    "mauve": Look("#a05285", "crescent"),
    "violet": Look("#350360", "bars"),
}


def first_unused(used: Iterable[str]) -> Colour:
    """The first colour that no account has; with all eight in use, the one used least."""
    counted = list(used)
    return min(COLOURS, key=counted.count)
