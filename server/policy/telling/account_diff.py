"""What changed in the document’s accounts and lists, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from server.checking.report import Kind
from server.checking.rules import AccountName, PolicyAccount

from .told import account_name, listed, shortened, some

_A_KIND: dict[Kind, str] = {
    "company": "a company account",
    "ambassador": "an ambassador’s account",
    "personal": "a personal account",
    "unknown": "an account of no known kind",
}

Accounts = Sequence[PolicyAccount]


def account_changes(before: Accounts, after: Accounts) -> Iterator[str]:
    """Accounts that came, went or changed, and who may speak for them."""
    old, new = _by_name(before), _by_name(after)
    for key, account in new.items():
        name = _name(account, (*before, *after))
        was = old.get(key)
        if was is None:
            purpose = f" for {account.purpose}" if account.purpose else ""
            yield f"{name} is new: {_A_KIND[account.kind]}{purpose}."
        else:
            yield from _account(name, was, account)
        yield from _speakers(name, was.speakers if was else (), account.speakers)
    for key, account in old.items():
        if key not in new:
            yield f"{_name(account, (*before, *after))} is no longer listed."
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield "The accounts stand in another order."


def _by_name(accounts: Accounts) -> dict[AccountName, PolicyAccount]:
    return {AccountName(account.handle.casefold(), account.site): account for account in accounts}


def _name(account: PolicyAccount, all_accounts: Accounts) -> str:
    """The handle, with its site where it is on more than one."""
    sites = {one.site for one in all_accounts if one.handle.casefold() == account.handle.casefold()}
    return account_name(AccountName(account.handle, account.site if len(sites) > 1 else ""))


def _account(name: str, before: PolicyAccount, after: PolicyAccount) -> Iterator[str]:
    if before.handle != after.handle:
        yield f"@{before.handle} is written @{after.handle} now."
    if before.kind != after.kind:
        yield f"{name} is {_A_KIND[after.kind]} now. It was {_A_KIND[before.kind]}."
    if before.purpose != after.purpose:
        was = f" It was for {before.purpose}." if before.purpose else ""
        yield (
            f"{name} is for {after.purpose} now.{was}"
            if after.purpose
            else f"The purpose of {name} is no longer said.{was}"
        )


def _speakers(name: str, before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    gained = [speaker for speaker in after if speaker not in before]
    lost = [speaker for speaker in before if speaker not in after]
    if gained:
        yield f"{some(gained)} may speak for {name} now."
    if lost:
        yield f"{some(lost)} may no longer speak for {name}."
    if not gained and not lost and list(before) != list(after):
        yield f"The speakers of {name} stand in another order: {listed(after)}."


Lists = Mapping[str, Sequence[str]]


def list_changes(before: Lists, after: Lists) -> Iterator[str]:
    """Lists that came or went, and what each gained and lost."""
    for name, entries in after.items():
        list_name = f"The list {shortened(name)}"
        if name not in before:
            yield f"{list_name} is new, with {_entries(name, entries)}."
            continue
        was, now = set(before[name]), set(entries)
        gained = [entry for entry in entries if entry not in was]
        lost = [entry for entry in before[name] if entry not in now]
        if gained:
            yield f"{list_name} has {_entries(name, gained, 'more ')}."
        if lost:
            yield f"{list_name} has {_entries(name, lost, 'fewer ')}."
        if not gained and not lost and tuple(entries) != tuple(before[name]):
            yield f"{list_name} stands in another order."
    for name in before:
        if name not in after:
            yield f"The list {shortened(name)} is gone."


def _entries(name: str, entries: Sequence[str], how: str = "") -> str:
    """``3 more names: “a”, “b” and “c”``, in the list’s own word for what it holds."""
    if name.endswith(("name", "names")):
        thing = "name" if len(entries) == 1 else "names"
    else:
        thing = "entry" if len(entries) == 1 else "entries"
    return f"{len(entries):,} {how}{thing}: {some([shortened(entry) for entry in entries])}"
