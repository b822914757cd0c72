"""The words in which a policy is told to people: sites, surfaces, accounts, times, and rows of things."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from server.checking.rules import AccountName, Window

from ..reading.times import DAYS

_MOST_TOLD = 5
_LONGEST_TOLD = 90
_MIDNIGHT = 24 * 60
_A_YEAR = 12

SITE_NAMES: dict[str, str] = {
    "x": "X",
    "linkedin": "LinkedIn",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "threads": "Threads",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "reddit": "Reddit",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "tumblr": "Tumblr",
    "pinterest": "Pinterest",
    "hackernews": "Hacker News",
    "practice": "practice",
}
"""Each is read back by the document’s own reader, so that what is told can be written."""

_PLURALS = {"reply": "replies", "schedule": "scheduled posts"}


def site_name(site: str) -> str:
    """A site as people call it; one that a person added by its host."""
    return SITE_NAMES.get(site, site.removeprefix("other:"))


def surface_name(surface: str) -> str:
    """A surface in the plural."""
    return _PLURALS.get(surface, f"{surface}s")


def each(name: Callable[[str], str], ids: Iterable[str]) -> list[str]:
    """Sites or surfaces as people call them, in the order of the alphabet."""
    return sorted(map(name, ids), key=str.casefold)


def account_name(account: AccountName) -> str:
    """``@BrandX on X``, or ``@BrandX`` where any site counts."""
    return f"@{account.handle} on {site_name(account.site)}" if account.site else f"@{account.handle}"


def listed(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    row = list(words)
    return " and ".join([", ".join(row[:-1]), row[-1]]) if len(row) > 1 else "".join(row)


def shortened(text: str) -> str:
    """Words in quotes, on one line, cut where a sentence would drown in them."""
    line = " ".join(text.split())
    cut = line if len(line) <= _LONGEST_TOLD else f"{line[: _LONGEST_TOLD - 1].rstrip()}…"
    return f"“{cut}”"


def some(words: Sequence[str]) -> str:
    """The first of a row of words as they stand, and how many more there are."""
    if len(words) <= _MOST_TOLD:
        return listed(words)
    return listed([*words[: _MOST_TOLD - 1], f"{len(words) - _MOST_TOLD + 1:,} more"])


def counted(number: int, thing: str) -> str:
    """``1 rule``, ``1,000 rules``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def how_often(months: int) -> str:
    """How often training is due, as the document writes it."""
    if months == 0:
        return "once"
    if months == _A_YEAR:
        return "once a year"
    return "every month" if months == 1 else f"every {months} months"


def week(windows: Sequence[Window]) -> str:
    """Times of the week as the document writes them, days with the same times together.

    ``12:00 to 14:00 and after 17:00 from Monday to Friday; any time on Saturday and Sunday``.
    """
    by_times: dict[tuple[tuple[int, int], ...], list[int]] = {}
    for day in range(len(DAYS)):
        times = _merged((window.start, window.end) for window in windows if day in window.days)
        if times:
            by_times.setdefault(times, []).append(day)
    pieces = (f"{listed(map(_span, times))} {_days(days)}" for times, days in by_times.items())
    return "; ".join(pieces) or "at no time"


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _span(span: tuple[int, int]) -> str:
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in span)
    if span == (0, _MIDNIGHT):
        return "any time"
    if span[0] == 0:
        return f"before {end}"
    return f"after {start}" if span[1] == _MIDNIGHT else f"{start} to {end}"


def _days(days: Sequence[int]) -> str:
    if len(days) == len(DAYS):
        return "every day"
    names = [DAYS[day].capitalize() for day in days]
    in_a_row = days[-1] - days[0] == len(days) - 1
    if in_a_row and len(days) > 2:  # noqa: PLR2004 - two days are shorter by name
        return f"from {names[0]} to {names[-1]}"
    return f"on {listed(names)}"
