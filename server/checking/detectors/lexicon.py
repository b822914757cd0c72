"""VADER's lexicon of feeling (Hutto and Gilbert, 2014), read from the file that its package ships."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def lexicon() -> dict[str, float]:
    """Words in small letters, -4 (bad) to 4 (good).

    Raises:
        ImportError, OSError, ValueError: where the package or its file can't be read.
    """
    package = find_spec("vaderSentiment")
    if package is None or package.origin is None:
        raise ImportError("vaderSentiment is not installed")
    lines = Path(package.origin).with_name("vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line.strip())
    return {row[0]: float(row[1]) for row in rows}
