"""What no text shows: the time of day, and whether the person has signed the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from .report import Finding, Kind
from .rules import Policy, Window
from .speaker import Speaker

_SPEAK_FOR_IT: frozenset[Kind] = frozenset({"company", "ambassador"})
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GROUPS: dict[frozenset[int], str] = {
    frozenset(range(7)): "every day",
    frozenset(range(5)): "on working days",
    frozenset((5, 6)): "at weekends",
}
_HOUR, _WHOLE_DAY = 60, 24 * 60
_SIGNED, _PERSONAL_USE = "signature", "personal use"
"""What stands where a rule's id stands: these come from the front of the document."""


class Circumstances(NamedTuple):
    """What a check can't read in the text: ``now`` is local and aware of its zone."""

    now: datetime
    signed: bool


def judged(circumstances: Circumstances, speaker: Speaker, policy: Policy) -> Iterator[Finding]:
    """The findings that have no place in the text: their span is (0, 0) and their match is empty."""
    if speaker.kind in _SPEAK_FOR_IT and policy.signing == "before" and not circumstances.signed:
        yield _not_signed(speaker, policy)
    if (
        speaker.kind == "personal"
        and policy.personal_use is not None
        and not _is_permitted(circumstances.now, policy.personal_use)
    ):
        yield _not_now(policy, policy.personal_use)


def _not_signed(speaker: Speaker, policy: Policy) -> Finding:
    account = f"@{speaker.handle.removeprefix('@')}" if speaker.handle else "the company"
    return Finding(
        rule=_SIGNED,
        category="standing",
        weight="confirm",
        span=(0, 0),
        match="",
        title=f"Version {policy.version} isn’t signed yet.",
        why="The policy asks for a signature before anybody speaks for the company.",
        instead=f"Sign it to speak for {account}.",
        consequence="",
        section=_section(policy, "signature"),
    )


def _not_now(policy: Policy, windows: tuple[Window, ...]) -> Finding:
    times = told(windows)
    return Finding(
        rule=_PERSONAL_USE,
        category="activity",
        weight="note",
        span=(0, 0),
        match="",
        title="This isn’t a time for personal posts.",
        why=f"Personal posts are fine {times}." if times else "The policy names no time for personal posts.",
        instead="; ".join(policy.personal_activity),
        consequence="",
        section=_section(policy, "time", "personal use"),
    )


def _section(policy: Policy, *words: str) -> str:
    """The chapter that speaks of it, by its title, or ""."""
    titles = (section.title for section in policy.sections)
    return next((title for title in titles if any(word in title.casefold() for word in words)), "")


def _is_permitted(now: datetime, windows: tuple[Window, ...]) -> bool:
    minute = now.hour * _HOUR + now.minute
    return any(now.weekday() in one.days and one.start <= minute < one.end for one in windows)


def told(windows: tuple[Window, ...]) -> str:
    """Windows in words: "12:00 to 14:00 and after 17:00 on working days; any time at weekends"."""
    by_days: dict[frozenset[int], list[str]] = {}
    for window in windows:
        if window.days and window.start < window.end:
            by_days.setdefault(window.days, []).append(_times(window))
    return "; ".join(f"{' and '.join(times)} {_days(days)}" for days, times in by_days.items())


def _times(window: Window) -> str:
    if window.start <= 0 and window.end >= _WHOLE_DAY:
        return "any time"
    if window.start <= 0:
        return f"before {_clock(window.end)}"
    return (
        f"after {_clock(window.start)}"
        if window.end >= _WHOLE_DAY
        else (f"{_clock(window.start)} to {_clock(window.end)}")
    )


def _clock(minute: int) -> str:
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def _days(days: frozenset[int]) -> str:
    return _GROUPS.get(days) or "on " + ", ".join(_DAYS[day] for day in sorted(days))
