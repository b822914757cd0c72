"""Who is about to speak: a handle and a number, as a page showed them, against the registry.

Two readings that disagree are nobody: a guessed account is worse than an unknown one.
"""

from __future__ import annotations

from typing import NamedTuple

from server.checking.report import Kind, NotChecked
from server.checking.speaker import Speaker

from . import handles
from .registry import Account, Registry


class Speaking(NamedTuple):
    """The speaker for the engine, the account where it is registered, and what has to be said about it."""

    speaker: Speaker
    account: Account | None
    remarks: tuple[NotChecked, ...] = ()


def who_speaks(
    registry: Registry | None,
    site: str,
    handle: str,
    external_id: str | None = None,
    kind: Kind | None = None,
) -> Speaking:
    """Find the speaker. ``kind`` wins over the registry (contract, Words)."""
    account, remark = None, None
    if registry is not None and handles.bare(handle):
        account, remark = (
            _find(registry, site, handle, external_id) if site else _on_its_only_site(registry, handle)
        )
    if account is None:
        speaker = Speaker(kind=kind or "unknown", handle=handles.bare(handle), site=site)
        return Speaking(speaker, None, () if kind or remark is None else (NotChecked("account", remark),))
    return Speaking(
        Speaker(
            kind=kind or account.kind,
            handle=account.handle,
            name=account.name,
            purpose=account.purpose,
            site=site,
            voice=account.voice,
        ),
        account,
    )


def _find(
    registry: Registry, site: str, handle: str, external_id: str | None
) -> tuple[Account | None, str | None]:
    account = registry.by_handle(site, handle)
    numbered = registry.by_external_id(site, external_id) if external_id else None
    if numbered is not None and (account is None or account.id != numbered.id):
        return None, "The account’s handle and its number disagree, so it is checked as a company’s."
    if account is not None:
        if external_id and account.external_id and account.external_id != external_id:
            return None, "The account’s handle and its number disagree, so it is checked as a company’s."
        return account, None
    alike = registry.look_alike(site, handle)
    if alike is not None:
        return None, f"{handles.difference(handle, alike.handle)} It is checked as a company’s."
    return None, None


def _on_its_only_site(registry: Registry, handle: str) -> tuple[Account | None, str | None]:
    """Where no site was said, a handle that stands on one alone needs none."""
    found = registry.of_handle(handle)
    if len(found) > 1:
        return None, "The handle is on more than one site and none was said. It is checked as a company’s."
    return (found[0] if found else None), None
