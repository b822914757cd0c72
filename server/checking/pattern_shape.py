"""What a pattern is made of, as far as its cost goes: how big it grows, and what it repeats.

A regular expression of forty letters can ask for gigabytes while it is compiled, and for years while it
searches. Only the plain forms below are taken, so that nothing reaches the compiler that was not measured.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MOST_PUMPS = 12
_FORMS = ("?:", "?=", "?!", "?<=", "?<!", "?>")
_NAME = re.compile(r"\?P?<[A-Za-z]\w*>")
_FLAGS = re.compile(r"\?[ims]*(?:-[ims]+)?(?P<end>[:)])")
_REMARK = re.compile(r"\?#[^)]*\)")
_COUNT = re.compile(r"\{(?P<least>\d{0,9})(?P<comma>,?)(?P<most>\d{0,9})\}")
_CLASS = re.compile(r"\[\^?+\]?+(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:[pP](?:\{[^}]*\}|.)|N\{[^}]*\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[gL]<[^>]*>|\d{1,3}|.)", re.DOTALL
)
_OF_ESCAPE = {"d": "0", "w": "0", "s": " ", "W": " ", "S": "0", "D": " ", "n": "\n", "t": "\t", "r": "\r"}
_NO_WIDTH = frozenset("bBAZzmMGK")
_MANY = 10
"""A part that may stand more often than this is worth a try with hundreds of it."""


class ShapeError(Exception):
    """A pattern of another form than the plain ones: a sentence for its author."""


class Shape(NamedTuple):
    """A piece of a pattern: its size with all counts written out, and a text that it would match.

    ``pumps`` are pairs: a text that leads up to a part that repeats, and one round of that part.
    """

    size: int
    sample: str
    pumps: tuple[tuple[str, str], ...] = ()


def shape_of(source: str) -> Shape:
    """Read a pattern. Raises ShapeError where it uses more than plain forms."""
    reader = _Reader(source)
    shape = reader.alternatives()
    if reader.at < len(source):
        raise ShapeError(f"A bracket closes at character {reader.at + 1} that nothing opened. Write ‘\\)’.")
    return shape


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self.at = 0

    def alternatives(self) -> Shape:
        """What stands up to the closing bracket, parted by bars."""
        rows = [self._row()]
        while self._next() == "|":
            self.at += 1
            rows.append(self._row())
        pumps = tuple(pump for row in rows for pump in row.pumps)
        return Shape(sum(row.size for row in rows), rows[0].sample, pumps[:_MOST_PUMPS])

    def _next(self) -> str:
        return self._source[self.at : self.at + 1]

    def _row(self) -> Shape:
        size, sample = 1, ""
        pumps: list[tuple[str, str]] = []
        while self._next() not in ("", "|", ")"):
            piece = self._counted(self._piece())
            size += piece.size
            pumps += [(sample + before, round_) for before, round_ in piece.pumps]
            sample += piece.sample
        return Shape(size, sample, tuple(pumps[:_MOST_PUMPS]))

    def _counted(self, piece: Shape) -> Shape:
        """The piece as often as the sign behind it says."""
        sign = self._next()
        if sign in ("*", "+", "?") and sign:
            least, most, self.at = int(sign == "+"), (1 if sign == "?" else None), self.at + 1
        elif sign == "{":
            least, most = self._count()
        else:
            return piece
        if self._next() in ("?", "+") and self._next():
            self.at += 1
        size = piece.size * max(least, most or 1, 1)
        repeats = most is None or most > _MANY
        own = (("", piece.sample),) if repeats and piece.sample else ()
        return Shape(size, piece.sample * min(max(least, 1), _MANY), own + piece.pumps)

    def _count(self) -> tuple[int, int | None]:
        found = _COUNT.match(self._source, self.at)
        if found is None or not (found["least"] or found["most"]):
            raise self._counts_nothing()
        self.at = found.end()
        least = int(found["least"] or 0)
        if not found["comma"]:
            return least, least
        return least, int(found["most"]) if found["most"] else None

    def _counts_nothing(self) -> ShapeError:
        return ShapeError(
            f"The ‘{{’ at character {self.at + 1} counts nothing. Write ‘{{3}}’, or ‘\\{{’ for the sign."
        )

    def _piece(self) -> Shape:
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escape()
        if sign == "{":
            raise self._counts_nothing()
        self.at += 1
        if sign in ("^", "$"):
            return Shape(1, "")
        return Shape(1, "0" if sign == "." else sign)

    def _group(self) -> Shape:
        opened = self.at
        self.at += 1
        remark = _REMARK.match(self._source, self.at)
        if remark:
            self.at = remark.end()
            return Shape(1, "")
        is_seen = True
        if self._next() == "?":
            flags, name = _FLAGS.match(self._source, self.at), _NAME.match(self._source, self.at)
            form = next((form for form in _FORMS if self._source.startswith(form, self.at)), "")
            if name:
                self.at = name.end()
            elif form:
                self.at += len(form)
                is_seen = form in ("?:", "?>", "?=")
            elif flags:
                self.at = flags.end()
                if flags["end"] == ")":
                    return Shape(1, "")
            else:
                raise ShapeError(
                    f"The bracket at character {opened + 1} opens a form not known here. Write ‘(?:…)’."
                )
        inner = self.alternatives()
        if self._next() != ")":
            raise ShapeError(f"The bracket at character {opened + 1} isn’t closed. Write ‘\\(’ for the sign.")
        self.at += 1
        return Shape(inner.size + 1, inner.sample if is_seen else "", inner.pumps)

    def _class(self) -> Shape:
        found = _CLASS.match(self._source, self.at)
        if found is None:
            raise ShapeError(f"The ‘[’ at character {self.at + 1} isn’t closed. Write ‘\\[’ for the sign.")
        self.at = found.end()
        inside = found[0][1:-1]
        if inside.startswith("^"):
            return Shape(1, next(one for one in "0a !~" if one not in inside))
        return Shape(1, _OF_ESCAPE.get(inside[1:2], inside[1:2]) if inside[0] == "\\" else inside[0])

    def _escape(self) -> Shape:
        found = _ESCAPE.match(self._source, self.at)
        if found is None:
            raise ShapeError("A pattern can’t end with ‘\\’. Write ‘\\\\’ for the sign.")
        self.at = found.end()
        letter = found[0][1]
        if letter in "gL" and found[0][2:3] == "<":
            raise ShapeError(f"‘{found[0]}’ isn’t known here. Write out what it stands for.")
        if letter in _NO_WIDTH or letter.isdigit():
            return Shape(1, "")
        return Shape(1, _OF_ESCAPE.get(letter, "0" if letter in "pPNxu" else letter))
