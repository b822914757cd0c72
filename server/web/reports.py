"""A draft checked and told: the one way from a text to a report, for the API and the command line."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from server.accounts.colours import COLOURS
from server.accounts.registry import Registry
from server.accounts.sites import compared
from server.accounts.speaking import Speaking, who_speaks
from server.checking.circumstances import Circumstances
from server.checking.engine import CompiledPolicy, check
from server.checking.report import Kind
from server.errors import RightHandleError
from server.settings import MAX_TEXT_BYTES

from .shapes.checks import AccountShown, CheckAnswer
from .shapes.common import PolicyName


def report_on(  # noqa: PLR0913 - a draft has this many sides, each named
    text: str,
    parts: Sequence[str],
    *,
    policy: CompiledPolicy,
    registry: Registry | None,
    site: str,
    surface: str,
    handle: str,
    external_id: str = "",
    kind: Kind | None = None,
    circumstances: Circumstances | None = None,
) -> CheckAnswer:
    """Check a draft as the account that would post it. Raises ``too_long`` (413).

    Without ``circumstances`` nothing is said about the time or a signature: a trial is no post.
    """
    _within_limits(text, parts)
    site = compared(site)
    speaking = who_speaks(registry, site, handle, external_id or None, kind, accounts=policy.policy.accounts)
    report = check(
        text, parts, speaking.speaker, policy, site=site, surface=surface, circumstances=circumstances
    )
    return CheckAnswer(
        check_id=secrets.token_hex(16),
        verdict=report.verdict,
        took_us=report.took_us,
        account=_shown(speaking, handle),
        findings=report.findings,
        not_checked=(*speaking.remarks, *report.not_checked),
        policy=PolicyName(policy.policy.title, policy.policy.version, policy.policy.sha256),
    )


def _within_limits(text: str, parts: Sequence[str]) -> None:
    for size, field in ((_bytes(text), "text"), (sum(map(_bytes, parts)), "parts")):
        if size > MAX_TEXT_BYTES:
            raise RightHandleError(
                "too_long",
                f"At most {MAX_TEXT_BYTES} bytes of UTF-8 can be checked.",
                status=413,
                field=field,
            )


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _shown(speaking: Speaking, handle: str) -> AccountShown:
    speaker, account = speaking.speaker, speaking.account
    look = COLOURS[account.colour] if account else None
    return AccountShown(
        handle=f"@{speaker.handle}" if speaking.known else handle,
        name=speaker.name,
        kind=speaker.kind,
        purpose=speaker.purpose,
        colour=look.light if look else None,
        symbol=look.symbol if look else None,
        known=speaking.known,
    )
