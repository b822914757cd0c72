"""One warning for one thing: of findings that overlap, the strongest is kept."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from typing import NamedTuple

from .report import Category, Weight, rank
from .rules import Rule

_MOST_FINDINGS = 200
"""Of one text, heaviest first: a page can't mark more, and nobody reads them."""


class Raised(NamedTuple):
    """A finding before it has words: the rule, its weight here, and the span in code points of the text."""

    rule: Rule
    weight: Weight
    start: int
    end: int
    evidence: str


def merged(raised: list[Raised]) -> list[Raised]:
    """One finding where several of a category overlap: the strongest, or else the longest."""
    raised.sort(key=lambda one: (-rank(one.weight), one.start - one.end, one.start))
    taken: dict[Category, list[tuple[int, int]]] = defaultdict(list)
    kept: list[Raised] = []
    for one in raised:
        spans = taken[one.rule.category]
        after = bisect_left(spans, (one.end, 0))
        if not after or spans[after - 1][1] <= one.start:
            insort(spans, (one.start, one.end))
            kept.append(one)
    return kept[:_MOST_FINDINGS]
