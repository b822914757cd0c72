"""The shape of a document: what its blocks depend on, and the stretches of it that are plain.

A stretch goes from one heading to the next. In a plain one CommonMark leaves no choice: every line has one
sign, or none, at its very start, so that its lines are its blocks. That is how nearly all of a policy is
written, and a long one would else spend most of its reading on the parser’s events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_HARMLESS = str.maketrans("<[\\&", "????")
_STARS_ALONE = re.compile(r"^[ \t]*+(?:\*[ \t]*+){3,}+$", re.MULTILINE)
_WIDE_BULLET = re.compile(
    r"(\n[ \t]*+(?:[-+*]|[0-9]{1,9}[.)])[ \t])([ \t]{4,}+|(?= *+\t)[ \t]++)(?=[^ \t\n*-])"
)
"""A word processor puts many blanks behind a bullet, and Markdown would take what follows for code."""

_FENCES = ("```", "~~~")
"""Inside a fence a heading is none, so that a document with one has no stretches."""

_HEADING = re.compile(r"\n#{1,6} [^ \t\n#]")
_END = r"[^\n]*+(?<![ \t])(?:\n|\Z)"
_WORDS = rf"(?:[A-Za-z?\"'(@$]|[0-9]++(?![.)])){_END}"
"""A line that can only be words: it begins with no sign and no number of a list, and ends with no blank."""

MOST_ROWS = 40
"""Lines of one paragraph or quote in a plain stretch: they are put together one by one."""

_PLAIN = re.compile(
    rf"(?:\n"
    rf"|#{{1,6}} [^ \t\n#]{_END}(?<!#\n)(?<!#)"
    rf"|(?:- {_WORDS})++(?=\n|\Z)"
    rf"|(?:> {_WORDS}){{1,{MOST_ROWS}}}+(?=\n|\Z)"
    rf"|(?:{_WORDS}){{1,{MOST_ROWS}}}+(?=\n|> |\Z)"
    rf")*+"
)


class Stretch(NamedTuple):
    """A part of the document, from ``begin`` up to ``end`` in characters, that is read by itself."""

    begin: int
    end: int
    is_plain: bool


def shape_of(text: str) -> str:
    """The text as far as its blocks depend on it, as long as it is in characters and now in bytes as well."""
    shape = text.encode("ascii", "replace").decode("ascii").translate(_HARMLESS)
    if "***" in shape:
        shape = _STARS_ALONE.sub(lambda line: line[0].replace("*", "\0"), shape)
    shape = shape.replace("**", "??").replace("\0", "*")
    if "\t" in shape or "     " in shape:
        shape = _WIDE_BULLET.sub(lambda item: item[1] + "?" * len(item[2]), f"\n{shape}")[1:]
    return shape


def stretches(shape: str) -> Iterator[Stretch]:
    """The whole of a shape in its order: each plain stretch, and what stands between two of them."""
    if any(fence in shape for fence in _FENCES):
        yield Stretch(0, len(shape), is_plain=False)
        return
    begin = read = 0
    for end in [*(found.start() + 1 for found in _HEADING.finditer(shape)), len(shape)]:
        if _PLAIN.fullmatch(shape, begin, end) is not None:
            if read < begin:
                yield Stretch(read, begin, is_plain=False)
            yield Stretch(begin, end, is_plain=True)
            read = end
        begin = end
    if read < begin:
        yield Stretch(read, begin, is_plain=False)
