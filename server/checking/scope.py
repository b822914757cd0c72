"""Whether a rule speaks about a draft at all: its sites, surfaces and accounts.

What isn't known is under the rule: nobody escapes one by leaving out where they are.
"""

from __future__ import annotations

from typing import NamedTuple

from .places import SURFACES, is_site
from .rules import AccountName, Rule
from .speaker import Speaker

_PRACTICE = "practice"
"""The page where people try out a policy stands for every site."""
_STAND_FOR: dict[str, frozenset[str]] = {
    "thread": frozenset({"thread", "post"}),
    "schedule": frozenset({"schedule", "post"}),
    "edit": SURFACES,
    "comment": frozenset({"comment", "reply"}),
}
"""A thread is a row of posts, a scheduled post is one later, and anything can be edited."""


class Place(NamedTuple):
    """Where a draft would leave from: the account, a site's id or "", and a surface."""

    speaker: Speaker
    site: str
    surface: str


def applies(rule: Rule, place: Place) -> bool:
    """Whether a rule counts in this place. Its kinds of account are not looked at here."""
    return (
        (not rule.sites or _is_on(place.site, rule.sites))
        and (not rule.surfaces or _is_among(place.surface, rule.surfaces))
        and (not rule.accounts or _is_one_of(place, rule.accounts))
    )


def _is_on(site: str, sites: frozenset[str]) -> bool:
    return site in sites or site == _PRACTICE or not is_site(site)


def _is_among(surface: str, surfaces: frozenset[str]) -> bool:
    stands_for = _STAND_FOR.get(surface)
    if stands_for is None:
        return surface in surfaces or surface not in SURFACES
    return not stands_for.isdisjoint(surfaces)


def _is_one_of(place: Place, accounts: tuple[AccountName, ...]) -> bool:
    handle = _compared(place.speaker.handle)
    site = place.site or place.speaker.site
    return not handle or any(
        _is_same(handle, _compared(name.handle)) and (not name.site or _is_on(site, frozenset({name.site})))
        for name in accounts
    )


def _compared(handle: str) -> str:
    return handle.strip().removeprefix("@").casefold()


def _is_same(one: str, other: str) -> bool:
    """Whether two handles may be one account; where one has no server, it may be that of the other."""
    (user, _, server), (name, _, host) = one.partition("@"), other.partition("@")
    return user == name and (server == host or not server or not host)
