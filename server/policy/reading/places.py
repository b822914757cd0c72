"""Where a rule counts: sites, surfaces and accounts, as an author names them and as the engine knows them."""

from __future__ import annotations

import re
from typing import NamedTuple

from server.checking.engine import SITES, SURFACES, is_site
from server.checking.rules import AccountName

from ..faults import At, Faults, nearest, quoted
from .closed import closed_word, parted
from .labels import KINDS
from .source import closed

LONGEST_HANDLE = 256

_SITES = {site: site for site in sorted(SITES)}
_ALSO_CALLED = {"twitter": "x", "hacker news": "hackernews"}
_SURFACES = {surface: surface for surface in sorted(SURFACES)}
_PLURALS = {f"{surface}s": surface for surface in _SURFACES} | {
    "replies": "reply",
    "scheduled posts": "schedule",
}
_ALL = re.compile(r"(?:all|any|every)(?: (?:sites?|surfaces?|accounts?|of them))?|everywhere")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]{1,5})?")
_ACCOUNT = re.compile(
    r"@(?P<handle>[^\s@,;:]+(?:@[A-Za-z0-9.-]+(?::[0-9]{1,5})?)?)(?:\s+on\s+(?P<sites>\S.*))?"
)


class NamedAccount(NamedTuple):
    """An account as it is written, its sites read: none where none is said."""

    handle: str
    sites: tuple[str, ...]


class PlaceReader:
    """Reads sites, surfaces and accounts; what it can't read becomes a fault."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def sites(self, value: str, at: At) -> frozenset[str]:
        """Ids of sites, from ids or names."""
        return frozenset(self._each_site(value, at))

    def _each_site(self, value: str, at: At) -> tuple[str, ...]:
        if self._means_all(value, "sites", at):
            return ()
        read = (self._site(word, at) for word in parted(value))
        return tuple(dict.fromkeys(site for site in read if site is not None))

    def _site(self, word: str, at: At) -> str | None:
        wanted = closed(word)
        if is_site(wanted):
            return wanted
        if _HOST.fullmatch(wanted):
            self._faults.at(at, f"{quoted(word)} is not a site we know. Did you mean ‘other:{wanted}’?")
            return None
        return closed_word(word, _SITES | _ALSO_CALLED, "a site", at, self._faults)

    def surfaces(self, value: str, at: At) -> frozenset[str]:
        """Ids of surfaces, from their singular or plural."""
        if self._means_all(value, "surfaces", at):
            return frozenset()
        read = (self._surface(word, at) for word in parted(value))
        return frozenset(surface for surface in read if surface is not None)

    def _surface(self, word: str, at: At) -> str | None:
        wanted = closed(word)
        if wanted in _PLURALS:
            return _PLURALS[wanted]
        near = nearest(wanted, _PLURALS) if wanted not in _SURFACES else None
        if near is not None:
            self._faults.at(at, f"{quoted(word)} is not a surface. Did you mean ‘{near}’?")
            return _PLURALS[near]
        return closed_word(word, _SURFACES, "a surface", at, self._faults)

    def _means_all(self, value: str, what: str, at: At) -> bool:
        if not _ALL.fullmatch(closed(value)):
            return False
        self._faults.at(at, f"For all {what}, take out this line. Only a choice is written here.")
        return True

    def accounts(self, value: str, at: At) -> tuple[AccountName, ...]:
        """Accounts that a rule counts on, each once."""
        if self._means_all(value, "accounts", at):
            return ()
        found: list[AccountName] = []
        for piece in re.split(r"[,;]", value):
            named = self.account(piece, at) if piece.strip() else None
            if named is not None:
                found += [AccountName(named.handle, site) for site in named.sites or ("",)]
        return tuple(dict.fromkeys(found))

    def account(self, written: str, at: At) -> NamedAccount | None:
        """One account: ``@handle``, ``@handle on x`` or ``@user@host``."""
        found = _ACCOUNT.fullmatch(written.strip())
        if found is None or len(found["handle"]) > LONGEST_HANDLE:
            self._faults.at(at, f"{quoted(written.strip())} is not an account. {_account_remedy(written)}")
            return None
        return NamedAccount(found["handle"], self._each_site(found["sites"], at) if found["sites"] else ())


def _account_remedy(written: str) -> str:
    word = closed(written)
    if word in KINDS:
        return f"Kinds such as ‘{word}’ stand behind ‘Applies to’."
    if not written.strip().startswith("@") and re.fullmatch(r"[\w.-]+(?: on [\w ]+)?", word):
        return f"Did you mean {quoted('@' + written.strip())}?"
    return "Write it like ‘@BrandX’ or ‘@BrandX on x’."
