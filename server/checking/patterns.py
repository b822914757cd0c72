"""An author's own patterns: taken only where they end, and tried under a time limit at every check.

They look at a text as it was typed, without regard to case, and answer spans in its code points.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

import regex

from .pattern_shape import Shape, ShapeError, shape_of

LONGEST_PATTERN = 200
_LARGEST = 5_000
"""Parts with all counts written out: the compiler takes 10 ms for so many, and gigabytes for a few more."""
_LONGEST_COUNT = 1_000

_PROBE_SECONDS = 0.005
_PROBES_SECONDS = 0.012
_PROBE_LENGTH = 200
_RUNS = "a0 -"
_MOST_LITERALS = 4
_STOPS = ("\n", "\n\x00")
_FOREVER = "A pattern can take forever. Don’t repeat what repeats already; write ‘{1,20}’ for ‘+’."
_EMPTY = "A pattern finds the empty text. Write ‘+’ for ‘*’, or say what must stand there."

_BASE_SECONDS = 0.003
_SECONDS_A_CHARACTER = 0.5e-6
_LEAST_SECONDS = 0.000_05
_MOST_HITS = 100
_TRIES = 4


class PatternFault(Exception):  # noqa: N818 - the document's word for what an author has to mend
    """Why a pattern is refused, and what to write instead: sentences for its author."""


@lru_cache(maxsize=2048)
def ready_pattern(source: str) -> Any:  # noqa: ANN401 - the regex module has no types
    """Compile an author's pattern.

    Raises:
        PatternFault: a syntax error with its place; longer than 200 characters; too big once its counts
            are written out; one that finds the empty text; one that takes too long on texts of 200
            characters made to be hard for it.
    """
    shape = _measured(source)
    try:
        pattern = regex.compile(source, regex.IGNORECASE | regex.VERSION0, cache_pattern=False)
    except regex.error as error:
        place = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise PatternFault(
            f"A pattern can’t be read{place}: {error.msg}. Write ‘\\’ before a sign that stands for itself."
        ) from None
    except (OverflowError, RecursionError, ValueError):
        raise PatternFault("A pattern can’t be read. Write it with fewer brackets.") from None
    _try_out(pattern, source, shape)
    return pattern


def _measured(source: str) -> Shape:
    if len(source) > LONGEST_PATTERN:
        raise PatternFault(
            f"A pattern may have {LONGEST_PATTERN} characters, and this one has {len(source)}. Write two."
        )
    try:
        shape = shape_of(source)
    except ShapeError as error:
        raise PatternFault(str(error)) from None
    if shape.size > _LARGEST:
        raise PatternFault("A pattern’s counts multiply to too much. Count to 1,000, and not within a count.")
    return shape


def _try_out(pattern: Any, source: str, shape: Shape) -> None:  # noqa: ANN401 - as above
    began = time.thread_time()
    for text in chain(("", "a", shape.sample), _probes(source, shape)):
        found = _search(pattern, text, _PROBE_SECONDS)
        if found is None:
            raise PatternFault(_FOREVER)
        if any(start == end for start, end in found):
            raise PatternFault(_EMPTY)
        if time.thread_time() - began > _PROBES_SECONDS:
            return


def _probes(source: str, shape: Shape) -> Iterator[str]:
    """Texts that are long runs of what a pattern repeats, and then stop short of a match."""
    literals = dict.fromkeys(one for one in source if one.isalnum() or one in "-_.:/@# ")
    runs = dict.fromkeys((*_RUNS, *list(literals)[:_MOST_LITERALS]))
    ends = (*_STOPS, f"\n\x00{shape.sample}")
    for before, piece in dict.fromkeys(shape.pumps):
        for one in dict.fromkeys((piece, *runs)):
            run = one * (_PROBE_LENGTH // len(one))
            for end in ends:
                yield f"{before}{run}{end}"


def _search(pattern: Any, text: str, seconds: float) -> list[tuple[int, int]] | None:  # noqa: ANN401 - as above
    """The spans of a pattern in a text, or None where it ran out of the time that it really had."""
    for _ in range(_TRIES):
        began = time.thread_time()
        try:
            return [one.span() for one in islice(pattern.finditer(text, timeout=seconds), _MOST_HITS)]
        except TimeoutError:
            # A busy machine is nobody's fault: only time that this thread was running counts.
            if time.thread_time() - began > seconds / 2:
                return None
    return None


def search_all(patterns: Sequence[Any], text: str) -> list[list[tuple[int, int]] | None]:
    """The spans of each pattern, in code points; None for one that found no end in its time.

    All patterns of a text share one budget, so that a policy of a thousand costs no more patience than
    one of three; no single one may take more than half of what is left.
    """
    left = _BASE_SECONDS + _SECONDS_A_CHARACTER * len(text)
    answers: list[list[tuple[int, int]] | None] = []
    for pattern in patterns:
        if left < _LEAST_SECONDS:
            answers.append(None)
            continue
        began = time.thread_time()
        found = _search(pattern, text, left / 2)
        left -= time.thread_time() - began
        answers.append(found if found is None else [span for span in found if span[0] < span[1]])
    return answers
