"""The lines of a document as its author left them: what nobody changes keeps every byte.

Line ends stay with their lines, whether they are Windows’, mixed, or missing at the end of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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


def usual_end(lines: Iterable[Line]) -> str:
    """The line end that is used here; a line feed where there is none yet."""
    return next((line.end for line in lines if line.end), "\n")


def put(lines: Sequence[Line], first: int, past: int, texts: Sequence[str]) -> list[Line]:
    """Put ``texts`` in the place of the lines from ``first`` up to ``past``; in between where both are one.

    New lines end as the lines around them do, and a file without a final line feed stays one.
    """
    kept_before, kept_after = list(lines[:first]), list(lines[past:])
    end = usual_end(reversed(kept_before)) if kept_before else usual_end(lines)
    new = [Line(text, end) for text in texts]
    if new and first < past:
        new[-1] = new[-1]._replace(end=lines[past - 1].end)
    elif new and not kept_after and kept_before and not kept_before[-1].end:
        kept_before[-1] = kept_before[-1]._replace(end=end)
        new[-1] = new[-1]._replace(end="")
    return [*kept_before, *new, *kept_after]


def take_out(lines: Sequence[Line], first: int, past: int) -> list[Line]:
    """Take out the lines from ``first`` up to ``past``, and one of the two gaps around them."""
    gap_before = first > 0 and lines[first - 1].is_blank
    if gap_before and past == len(lines):
        while first > 0 and lines[first - 1].is_blank:
            first -= 1
    while gap_before and past < len(lines) and lines[past].is_blank:
        past += 1
    return put(lines, first, past, ())


def put_apart(lines: Sequence[Line], at: int, texts: Sequence[str], *, close: bool = False) -> list[Line]:
    """Put ``texts`` before the line ``at``, with a blank line on either side; ``close``: none above."""
    above = [] if close or at == 0 or lines[at - 1].is_blank else [""]
    below = [] if at == len(lines) or lines[at].is_blank else [""]
    return put(lines, at, at, [*above, *texts, *below])
