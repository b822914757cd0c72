"""The lines of a document as its author left them: what nobody changes keeps every byte.

Line ends stay with their lines, whether they are Windows’, mixed, or missing at the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

BOM = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class Line(NamedTuple):
    """One line, and what ends it: "" for the last one of a file without a final line feed."""

    text: str
    end: str

    @property
    def is_blank(self) -> bool:
        """Whether a reader sees nothing here."""
        return not self.text.strip()


def lines_of(document: str) -> list[Line]:
    """The lines of a document, without the mark that Windows begins a file with."""
    found = (Line(text, end) for text, end in _LINE.findall(document.removeprefix(BOM)))
    return [line for line in found if line.text or line.end]


def joined(lines: Iterable[Line]) -> str:
    """The text that ``lines`` came from."""
    return "".join(f"{line.text}{line.end}" for line in lines)


def read_as(lines: Iterable[Line]) -> str:
    """The lines as they are parsed: with line feeds only, so that numbers of lines stay the same."""
    return "\n".join(line.text for line in lines)


def put(lines: list[Line], first: int, past: int, texts: Sequence[str]) -> None:
    """Put ``texts`` in the place of the lines from ``first`` up to ``past``; in between where both are one.

    New lines end as the lines around them do, and a file without a final line feed stays one.
    """
    ends = (lines[at].end for at in chain(range(first - 1, -1, -1), range(first, len(lines))))
    end = next(filter(None, ends), "\n") if texts else ""
    new = [Line(text, end) for text in texts]
    if new and first < past:
        new[-1] = new[-1]._replace(end=lines[past - 1].end)
    elif new and past == len(lines) and lines and not lines[-1].end:
        lines[-1] = lines[-1]._replace(end=end)
        new[-1] = new[-1]._replace(end="")
    lines[first:past] = new


def take_out(lines: list[Line], first: int, past: int) -> None:
    """Take out the lines from ``first`` up to ``past``, and one of the two gaps around them."""
    gap_before = first > 0 and lines[first - 1].is_blank
    if gap_before and past == len(lines):
        while first > 0 and lines[first - 1].is_blank:
            first -= 1
    while gap_before and past < len(lines) and lines[past].is_blank:
        past += 1
    put(lines, first, past, ())


def put_apart(lines: list[Line], at: int, texts: Sequence[str], *, close: bool = False) -> None:
    """Put ``texts`` before the line ``at``, with a blank line on either side; ``close``: none above."""
    above = [] if close or at == 0 or lines[at - 1].is_blank else [""]
    below = [] if at == len(lines) or lines[at].is_blank else [""]
    put(lines, at, at, [*above, *texts, *below])
