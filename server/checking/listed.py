"""Words in a row, as a set: how the short word lists of this room are written."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a text, parted by spaces or lines."""
    return frozenset(words.split())
