"""One text of a post with all phrases and lists found in it, and what excuses a rule there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from .compiled import CompiledPolicy, Excuses, Ready
from .draft import Draft

_FURTHEST = 12
"""Words between a thing and the list's entry that it stands near."""
_NEIGHBOURS = 4

Span = tuple[int, int]


class Scanned:
    """A text of a post. ``part`` is its index among the parts, or None for the post itself.

    ``found`` holds the spans of each phrase and list by its number, in code points of the text.
    """

    def __init__(self, draft: Draft, part: int | None, policy: CompiledPolicy) -> None:
        self.draft = draft
        self.part = part
        self.found: defaultdict[int, list[Span]] = defaultdict(list)
        for thing, start, end in policy.phrases.find(draft):
            span = draft.origin(start, end)
            self.found[thing].append(span)
            for of in policy.lists_of.get(thing, ()):
                self.found[of].append(span)
        self._sorted: set[int] = set()
        self._of: dict[tuple[int, str], _Excepted] = {}

    def is_near(self, start: int, end: int, thing: int) -> bool:
        """Whether an entry of a list stands in the same sentence, few enough words away.

        An entry that the hit is a part of is not near it: the number in a product's name tells nothing.
        """
        spans = self.found.get(thing)
        if not spans:
            return False
        if thing not in self._sorted:
            spans.sort()
            self._sorted.add(thing)
        first, last = self.draft.sentence_around(start, end)
        at = bisect_left(spans, (start, start))
        for one, other in spans[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:
            if first <= one and other <= last and not (one <= start and end <= other):
                between = (other, start) if one < start else (end, one)
                if self.draft.words_between(*between) < _FURTHEST:
                    return True
        return False

    def is_allowed(self, start: int, end: int, at: int, ready: Ready) -> bool:
        """Whether a hit is itself one of the things that a rule always allows, or stands inside one."""
        if not ready.always_allowed:
            return False
        return self._excepted(at, "always allowed", ready.always_allowed).hold(start, end)

    def is_excused(self, start: int, end: int, at: int, ready: Ready) -> bool:
        """Whether the same sentence says what the rule takes as an excuse."""
        if not ready.unless:
            return False
        excepted = self._excepted(at, "unless", ready.unless)
        return bool(excepted.starts) and excepted.stand_in(*self.draft.sentence_around(start, end))

    def says(self, excuses: Excuses) -> bool:
        """Whether this text holds any of them."""
        return not excuses.things.isdisjoint(self.found) or any(
            one.spans(self.draft) for one in excuses.allowlists
        )

    def _excepted(self, at: int, label: str, excuses: Excuses) -> _Excepted:
        excepted = self._of.get((at, label))
        if excepted is None:
            excepted = self._of[at, label] = _Excepted.of(_spans(self, excuses))
        return excepted


class _Excepted(NamedTuple):
    """Where the things of one label stand, by their starts in order.

    ``furthest`` is the furthest end of all that begin up to a place, ``nearest`` the nearest end of all
    that begin from there on.
    """

    starts: list[int]
    furthest: list[int]
    nearest: list[int]

    @classmethod
    def of(cls, spans: Iterable[Span]) -> _Excepted:
        """In any order, also nested."""
        ordered = sorted(spans)
        ends = [end for _, end in ordered]
        return cls(
            [start for start, _ in ordered],
            list(accumulate(ends, max)),
            list(accumulate(reversed(ends), min))[::-1],
        )

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds this span whole."""
        before = bisect_right(self.starts, start)
        return before > 0 and self.furthest[before - 1] >= end

    def stand_in(self, start: int, end: int) -> bool:
        """Whether one of them stands in this span whole."""
        at = bisect_left(self.starts, start)
        return at < len(self.starts) and self.nearest[at] <= end


def _spans(scanned: Scanned, excuses: Excuses) -> Iterable[Span]:
    for thing in excuses.things.intersection(scanned.found):
        yield from scanned.found[thing]
    for allowlist in excuses.allowlists:
        yield from allowlist.spans(scanned.draft)
