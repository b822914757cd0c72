"""The numbered lists that a document opens by name: ``Steps:`` and ``After a slip:``."""

from __future__ import annotations

import re

from ..faults import Faults, quoted
from .markdown import Block
from .source import plain

STEPS, AFTER_A_SLIP = "Steps", "After a slip"
OPENERS: tuple[str, ...] = (STEPS, AFTER_A_SLIP)

_NEAR = 0.8
_MOST_WORDS = 5
_NUMBER = re.compile(r"[0-9]+\.")


def opener_named(words: str) -> str | None:
    """The opener that these words are, or None."""
    if not words.endswith(":") or len(words.split()) > _MOST_WORDS:
        return None
    wanted = plain(words).rstrip(": ")
    return next((opener for opener in OPENERS if opener.casefold() == wanted), None)


class Openers:
    """The numbered items under each opener of one document."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._items: dict[str, list[str]] = {}
        self._lines: dict[str, int] = {}
        self._open: str | None = None

    def take(self, block: Block, words: str) -> None:
        """Read the next block of a chapter’s prose; it stays prose, whatever it opens."""
        if block.kind == "item" and self._open is not None:
            if _NUMBER.fullmatch(block.marker):
                self._items[self._open].append(words)
                return
            if not self._items[self._open]:
                self._faults.add(
                    block.line, f"The list under ‘{self._open}:’ has no numbers. Write ‘1. ’ for a bullet."
                )
                self._items[self._open].append(words)
        self.end()
        if block.kind in ("paragraph", "heading") and words:
            self._open_at(block, f"{words}:" if block.kind == "heading" else words)

    def _open_at(self, block: Block, words: str) -> None:
        opener = opener_named(words)
        if opener is None and words.endswith(":") and len(words.split()) <= _MOST_WORDS:
            opener = self._faults.nearest(plain(words).rstrip(": "), OPENERS, block.line, at_least=_NEAR)
            if opener is not None:
                self._faults.add(block.line, f"{quoted(words)} opens no list. Did you mean ‘{opener}:’?")
        if opener is None:
            return
        if opener in self._lines:
            first = self._lines[opener]
            self._faults.add(block.line, f"‘{opener}:’ stands here twice, first in line {first}. Keep one.")
            return
        self._open, self._lines[opener], self._items[opener] = opener, block.line, []

    def end(self) -> None:
        """End the list that is open, where one is: one that holds nothing would tell people nothing."""
        if self._open is not None and not self._items[self._open]:
            self._faults.add(
                self._lines[self._open],
                f"Nothing stands under ‘{self._open}:’. Write ‘1. ’ and the first step.",
            )
        self._open = None

    def items(self, opener: str) -> tuple[str, ...]:
        """What stands under an opener, in its order."""
        return tuple(self._items.get(opener, ()))
