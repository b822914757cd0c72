"""Spans in order, so that "is this place inside one of them" costs the same in a long text as in a short."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator


class Spans:
    """Spans ``(start, end)``, merged where they overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them shares a place with ``start`` to ``end``."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._ends[last] > start

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(zip(self._starts, self._ends, strict=True))

    def __bool__(self) -> bool:
        return bool(self._starts)
