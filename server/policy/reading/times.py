"""When personal posts are permitted, as people say it: ``12:00 to 14:00 and after 17:00 on working days``.

Pieces are parted by semicolons; each has times, and the days that they are for, or no days for all of them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from server.checking.rules import Window

from ..faults import At, Faults, nearest, quoted
from .source import closed

DAYS: tuple[str, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_PIECES = 50

_MIDNIGHT = 24 * 60
_ALL_DAYS = frozenset(range(7))
_NAMED_DAYS = {
    "every day": _ALL_DAYS,
    "each day": _ALL_DAYS,
    "all days": _ALL_DAYS,
    "any day": _ALL_DAYS,
    "working days": frozenset(range(5)),
    "every working day": frozenset(range(5)),
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
    "the weekend": frozenset({5, 6}),
    "weekend": frozenset({5, 6}),
}
_KNOWN_DAYS = (*DAYS, "working days", "weekends", "every day")

_CLOCK = r"(?>[0-9]{1,4}(?:[:.][0-9]{1,3})?(?: ?[ap]\.?m\.?)?)"
_TIME = re.compile(
    rf"(?:(?:at )?(?P<any>any ?time|no time)"
    rf"|(?P<edge>before|until|till|after|from) (?P<at>{_CLOCK})(?! ?(?:to|until|till|-))"
    rf"|(?:from |between )?(?P<start>{_CLOCK}) ?(?:to|until|till|and|-) ?(?P<end>{_CLOCK}))"
)
_BETWEEN_TIMES = re.compile(r" ?(?:,? and |, ?) ?")
_BEFORE_DAYS = re.compile(r" ?,? ?(?:(?:on|at|from|during|for) )?")
_BETWEEN_DAYS = re.compile(r",? and |, ?")
_DAY_RANGE = re.compile(r"(\w+) ?(?:to|until|till|through|-) ?(\w+)")
_CLOCK_PARTS = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")
_LIKE = "Write it like ‘12:00 to 14:00 on working days’."


class _TimeFault(Exception):  # noqa: N818 - a fault of the document, and no error of the program
    """A sentence about what can’t be read as a time or a day."""


class _Times(NamedTuple):
    spans: tuple[tuple[int, int], ...]
    days: frozenset[int]


def personal_use(value: str, at: At, faults: Faults) -> tuple[Window, ...] | None:
    """The times of the week, in the order written; empty for none at all, None where they can’t be read."""
    pieces = [piece for piece in closed(value).split(";") if piece.strip()]
    if len(pieces) > MOST_PIECES:
        faults.at(at, f"There are {len(pieces):,} pieces here. A week may have {MOST_PIECES}.")
        return None
    read: list[_Times] = []
    for piece in pieces:
        try:
            read.append(_times(piece.strip()))
        except _TimeFault as fault:
            faults.at(at, str(fault))
    never = frozenset(day for times in read if not times.spans for day in times.days)
    both = sorted(never & {day for times in read if times.spans for day in times.days})
    if both:
        faults.at(at, f"‘{DAYS[both[0]].capitalize()}’ has times here and also ‘at no time’. Keep one.")
    if len(read) < len(pieces) or both:
        return None
    return tuple(Window(times.days, start, end) for times in read for start, end in times.spans)


def _times(piece: str) -> _Times:
    """One piece: times first and days behind them, or the days first with a colon."""
    days, colon, rest = piece.partition(": ")
    if colon and not days[:1].isdigit():
        return _Times(_spans(rest)[0], _days(days))
    spans, end = _spans(piece)
    left = piece[end:]
    words = left[_BEFORE_DAYS.match(left).end() :].strip()  # type: ignore[union-attr]  # it matches nothing too
    return _Times(spans, _days(words) if words else _ALL_DAYS)


def _spans(words: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """The spans at the beginning of these words, and where they end; no span for ``at no time``."""
    spans: list[tuple[int, int]] = []
    place, end = 0, 0
    while (found := _TIME.match(words, place)) is not None:
        end = found.end()
        if found["any"] != "no time":
            spans.append(_span(found))
        between = _BETWEEN_TIMES.match(words, end)
        if between is None:
            break
        place = between.end()
    if not end:
        raise _TimeFault(f"{quoted(words)} begins with no time. {_LIKE}")
    return tuple(spans), end


def _span(found: re.Match[str]) -> tuple[int, int]:
    if found["any"]:
        return 0, _MIDNIGHT
    if found["edge"]:
        minute = _minute(found["at"])
        span = (minute, _MIDNIGHT) if found["edge"] in {"after", "from"} else (0, minute)
        if span[0] == span[1]:
            raise _TimeFault(f"{quoted(found[0])} leaves no time at all. {_LIKE}")
        return span
    start, end = _minute(found["start"]), _minute(found["end"])
    if start < end:
        return start, end
    first, last = _clock(start), _clock(end)
    if start == end:
        raise _TimeFault(f"‘{first}’ to ‘{last}’ is no time at all. {_LIKE}")
    raise _TimeFault(f"‘{first}’ comes after ‘{last}’. Write ‘after {first} and before {last}’.")


def _minute(written: str) -> int:
    found = _CLOCK_PARTS.fullmatch(written)
    minute = int(found[1]) * 60 + int(found[2]) if found else _MIDNIGHT + 1
    if found is None or minute > _MIDNIGHT or int(found[2]) >= 60:  # noqa: PLR2004 - minutes in an hour
        raise _TimeFault(f"{quoted(written)} is not a time. Times go from 00:00 to 24:00, such as 17:30.")
    return minute


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _days(words: str) -> frozenset[int]:
    if words in _NAMED_DAYS:
        return _NAMED_DAYS[words]
    found: set[int] = set()
    for piece in _BETWEEN_DAYS.split(words):
        ends = _DAY_RANGE.fullmatch(piece)
        if ends is not None:
            first, last = _day(ends[1]), _day(ends[2])
            found.update((first + step) % 7 for step in range((last - first) % 7 + 1))
        elif piece in _NAMED_DAYS:
            found |= _NAMED_DAYS[piece]
        else:
            found.add(_day(piece))
    return frozenset(found)


def _day(word: str) -> int:
    name = word.removeprefix("on ").strip()
    singular = name.removesuffix("s") if name.removesuffix("s") in DAYS else name
    if singular in DAYS:
        return DAYS.index(singular)
    near = nearest(name, _KNOWN_DAYS)
    remedy = f"Did you mean ‘{_written(near)}’?" if near else f"Use {', '.join(map(_written, _KNOWN_DAYS))}."
    raise _TimeFault(f"{quoted(word)} is not a day. {remedy}")


def _written(day: str) -> str:
    return day.capitalize() if day in DAYS else day
