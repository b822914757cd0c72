"""The accounts that the policy itself lists, found as quickly as those of the registry."""

from __future__ import annotations

from server.checking.report import Kind
from server.checking.rules import PolicyAccount

from . import handles

_STRICTEST_FIRST: tuple[Kind, ...] = ("company", "unknown", "ambassador", "personal")


class NamedAccounts:
    """A policy's accounts by their handle and by what that looks like."""

    def __init__(self, accounts: tuple[PolicyAccount, ...]) -> None:
        self.all = accounts
        self._by_handle: dict[str, list[PolicyAccount]] = {}
        self._by_skeleton: dict[str, list[PolicyAccount]] = {}
        for account in self.all:
            self._by_handle.setdefault(handles.folded(account.handle), []).append(account)
            self._by_skeleton.setdefault(handles.skeleton(account.handle), []).append(account)

    def find(self, site: str, handle: str) -> PolicyAccount | None:
        """The account of that handle, the one of this very site first.

        One that is listed without a site is on all of them. Where no site was said, the strictest counts.
        """
        found = [one for one in self._by_handle.get(handles.folded(handle), ()) if _fits(one, site)]
        found.sort(key=lambda one: (one.site != site, _STRICTEST_FIRST.index(one.kind)))
        return found[0] if found else None

    def look_alike(self, site: str, handle: str) -> PolicyAccount | None:
        """Another account that this handle is easily taken for."""
        skeleton, mine = handles.skeleton(handle), handles.folded(handle)
        alike = self._by_skeleton.get(skeleton, ()) if skeleton else ()
        return next((one for one in alike if handles.folded(one.handle) != mine and _fits(one, site)), None)


def stricter(one: Kind, other: Kind) -> Kind:
    """Of two kinds of account the one with more rules."""
    return min(one, other, key=_STRICTEST_FIRST.index)


def _fits(account: PolicyAccount, site: str) -> bool:
    return not site or account.site in ("", site)


class _Read:
    """The accounts of the last policy asked about, which a running companion asks about at every check."""

    def __init__(self) -> None:
        self._last = NamedAccounts(())

    def __call__(self, accounts: tuple[PolicyAccount, ...]) -> NamedAccounts:
        last = self._last
        if last.all is not accounts:
            last = self._last = NamedAccounts(accounts)
        return last


named_accounts = _Read()
"""A policy's accounts, sorted once for as long as the same policy is asked about."""
