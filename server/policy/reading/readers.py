"""The readers of one document, made together: they share its faults, its lists and its count of phrases."""

from __future__ import annotations

from server.checking.report import Category, Kind, Weight

from ..faults import At, Faults
from .accounts import AccountReader
from .closed import closed_word, parted
from .front import FrontReader
from .inline import InlineReader
from .labels import CATEGORIES, KINDS, WEIGHTS
from .lists import Lists
from .phrases import PhraseReader
from .places import PlaceReader
from .sought import SoughtReader

_CATEGORIES: dict[str, Category] = {category: category for category in CATEGORIES}
_WEIGHTS: dict[str, Weight] = {weight: weight for weight in WEIGHTS}
_KINDS: dict[str, Kind] = {kind: kind for kind in KINDS}


class Readers:
    """Everything that reads what stands behind a label, and the Markdown of it."""

    def __init__(self, faults: Faults) -> None:
        phrases = PhraseReader(faults)
        self.faults = faults
        self.inline = InlineReader(faults)
        self.lists = Lists(phrases, faults)
        self.sought = SoughtReader(phrases, self.lists, faults)
        self.places = PlaceReader(faults)
        self.accounts = AccountReader(self.places, faults)
        self.front = FrontReader(phrases, faults)
        self._kinds: dict[str, frozenset[Kind]] = {}

    def category(self, value: str, at: At) -> Category:
        """One of the closed list."""
        return closed_word(value, _CATEGORIES, "a category", at, self.faults) or CATEGORIES[0]

    def weight(self, value: str, at: At) -> Weight:
        """One of note, confirm, stop."""
        return closed_word(value, _WEIGHTS, "a weight", at, self.faults) or "stop"

    def kinds(self, value: str, at: At) -> frozenset[Kind]:
        """Kinds of account, parted by commas or ``and``."""
        kinds = self._kinds.get(value)
        if kinds is None:
            words = parted(value)
            read = [closed_word(word, _KINDS, "a kind of account", at, self.faults) for word in words]
            kinds = frozenset([kind for kind in read if kind is not None])
            if None not in read:
                # A thousand rules say the same few words; a row with a fault is told of each time.
                self._kinds[value] = kinds
        return kinds
