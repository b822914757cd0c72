"""Who is about to speak: a handle and a number, as a page showed them, against registry and policy.

Two readings that disagree are nobody: a guessed account is worse than an unknown one. Where registry
and policy both know the account and call it differently, the stricter word counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from server.checking.report import Kind, NotChecked
from server.checking.rules import PolicyAccount
from server.checking.speaker import Speaker

from . import handles
from .colours import Colour
from .named import named_accounts, stricter
from .registry import Account, Registry

_AS_A_COMPANYS = "It is checked as a company’s."
_DISAGREE = "The account’s handle and its number disagree, so it is checked as a company’s."
_SEVERAL = f"The handle is on more than one site and none was said. {_AS_A_COMPANYS}"
_ARTICLES = {"ambassador": "an ambassador", "unknown": "an unknown"}


class Speaking(NamedTuple):
    """The speaker for the engine, the account where it is registered, and what has to be said about it.

    ``known`` where the registry or the policy knows the account.
    """

    speaker: Speaker
    account: Account | None
    remarks: tuple[NotChecked, ...] = ()
    known: bool = False


class _Registered(NamedTuple):
    """What the registry says. ``disputed`` where its readings disagree, and nobody else may decide."""

    account: Account | None = None
    remark: str | None = None
    disputed: bool = False


def who_speaks(  # noqa: PLR0913 - an account has this many marks, each named
    registry: Registry | None,
    site: str,
    handle: str,
    external_id: str | None = None,
    kind: Kind | None = None,
    *,
    accounts: tuple[PolicyAccount, ...] = (),
) -> Speaking:
    """Find the speaker. ``kind`` wins over the registry (contract, Words) and over the policy.

    ``accounts`` are those that the policy lists.
    """
    policy = named_accounts(accounts)
    registered = _registered(registry, site, handle, external_id)
    account = registered.account
    listed = None if registered.disputed else policy.find(account.site if account else site, handle)
    if account is not None:
        return _known_here(account, listed, site, kind)
    if listed is not None:
        return _known_by_policy(listed, site, kind)
    remark = registered.remark or _taken_for(policy.look_alike(site, handle), handle)
    speaker = Speaker(kind=kind or "unknown", handle=handles.bare(handle), site=site)
    return Speaking(speaker, None, () if kind or remark is None else (NotChecked("account", remark),))


class Known(NamedTuple):
    """An account as a check knows it. ``site`` is "" for one that the policy lists without a site."""

    site: str
    handle: str
    name: str
    kind: Kind
    purpose: str
    colour: Colour | None


def known_accounts(registered: Sequence[Account], accounts: tuple[PolicyAccount, ...]) -> list[Known]:
    """All accounts of the registry and of the policy, those that both know once."""
    policy = named_accounts(accounts)
    speakers = [
        _known_here(account, policy.find(account.site, account.handle), account.site, None)
        for account in registered
    ]
    there = {(account.site, handles.folded(account.handle)) for account in registered}
    speakers += [
        _known_by_policy(listed, listed.site, None)
        for listed in accounts
        if (listed.site, handles.folded(listed.handle)) not in there
    ]
    return [
        Known(
            site=speaker.site,
            handle=speaker.handle,
            name=speaker.name,
            kind=speaker.kind,
            purpose=speaker.purpose,
            colour=account.colour if account else None,
        )
        for speaker, account, *_ in speakers
    ]


def _known_here(account: Account, listed: PolicyAccount | None, site: str, kind: Kind | None) -> Speaking:
    counts = stricter(account.kind, listed.kind) if listed else account.kind
    speaker = Speaker(
        kind=kind or counts,
        handle=account.handle,
        name=account.name,
        purpose=account.purpose or (listed.purpose if listed else ""),
        site=site,
        voice=account.voice,
    )
    if kind or listed is None or listed.kind == account.kind:
        return Speaking(speaker, account, known=True)
    remark = (
        f"The policy calls @{account.handle} {_a(listed.kind)} account, the list of accounts says "
        f"{account.kind}. It is checked as {_a(counts)}’s."
    )
    return Speaking(speaker, account, (NotChecked("account", remark),), known=True)


def _known_by_policy(listed: PolicyAccount, site: str, kind: Kind | None) -> Speaking:
    speaker = Speaker(
        kind=kind or listed.kind,
        handle=listed.handle,
        name=listed.handle,
        purpose=listed.purpose,
        site=site,
    )
    return Speaking(speaker, None, known=True)


def _registered(registry: Registry | None, site: str, handle: str, external_id: str | None) -> _Registered:
    if registry is None or not handles.bare(handle):
        return _Registered()
    if not site:
        return _on_its_only_site(registry, handle)
    account = registry.by_handle(site, handle)
    numbered = registry.by_external_id(site, external_id) if external_id else None
    if numbered is not None and (account is None or account.id != numbered.id):
        return _Registered(remark=_DISAGREE, disputed=True)
    if account is not None and external_id and account.external_id not in (None, "", external_id):
        return _Registered(remark=_DISAGREE, disputed=True)
    if account is not None:
        return _Registered(account)
    alike = registry.look_alike(site, handle)
    return _Registered(remark=_taken_for(alike, handle))


def _on_its_only_site(registry: Registry, handle: str) -> _Registered:
    """Where no site was said, a handle that stands on one alone needs none."""
    found = registry.of_handle(handle)
    if len(found) > 1:
        return _Registered(remark=_SEVERAL, disputed=True)
    return _Registered(found[0] if found else None)


def _taken_for(alike: Account | PolicyAccount | None, handle: str) -> str | None:
    return f"{handles.difference(handle, alike.handle)} {_AS_A_COMPANYS}" if alike else None


def _a(kind: Kind) -> str:
    return _ARTICLES.get(kind, f"a {kind}")
