"""A draft checked, and what the person then did with it."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import NamedTuple

import msgspec

from server.checking.circumstances import Circumstances
from server.checking.report import NotChecked
from server.errors import RightHandleError
from server.records.ledger import Content
from server.store.database import UnwritableError
from server.web.calls import Asked, Call
from server.web.live import reused
from server.web.reports import report_on
from server.web.shapes.checks import CheckAnswer, CheckRequest, DecisionAnswer, DecisionRequest
from server.web.shapes.common import LedgerHead


class _Checked(NamedTuple):
    """An answer, and what the ledger says of it."""

    answer: CheckAnswer
    content: Content


def check(asked: Asked) -> CheckAnswer:
    """Check a draft; the same request within a minute gets the same answer, and one row at the most."""
    sent: CheckRequest = asked.body
    # All but the stage: the last check before Send may repeat one that was made while typing.
    about = hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(sent, stage="draft"))).hexdigest()
    checked: _Checked = asked.live.once(
        asked.caller.key_id, sent.request_id, about, lambda: _check(asked, sent)
    )
    return _recorded(asked, checked) if sent.stage == "submit" else checked.answer


def decide(asked: Asked) -> DecisionAnswer:
    """Record what was done with a draft; saying it twice makes no second row."""
    sent: DecisionRequest = asked.body
    ledger = asked.services.ledger
    seen = asked.live.check(sent.check_id) or ledger.check(sent.check_id)
    if seen is None:
        raise RightHandleError(
            "unknown_check", "No check has that id. Check the draft again.", status=404, field="check_id"
        )
    decision = msgspec.structs.replace(
        seen, type="decision", decision=sent.decision, reason=" ".join(sent.reason.split())
    )
    ledger.append(decision, unless=lambda: ledger.decided(sent.check_id, sent.decision))
    head = ledger.head()
    return DecisionAnswer(sent.check_id, sent.decision, LedgerHead(head.count, head.seq, head.hash))


def _check(asked: Asked, sent: CheckRequest) -> _Checked:
    services = asked.services
    parts = [part.text for part in sent.parts]
    policy = services.policies.current().compiled
    answer = report_on(
        sent.text,
        parts,
        policy=policy,
        registry=services.registry,
        site=sent.site,
        surface=sent.surface,
        handle=sent.account.handle,
        external_id=sent.account.id,
        circumstances=Circumstances(
            now=datetime.now().astimezone(), signed=services.acknowledgements.signed(policy.policy.sha256)
        ),
    )
    content = Content(
        type="check",
        check_id=answer.check_id,
        site=sent.site,
        surface=sent.surface,
        account=answer.account.handle,
        kind=answer.account.kind,
        verdict=answer.verdict,
        rules=tuple(dict.fromkeys(finding.rule for finding in answer.findings)),
        text=services.ledger.text_hash(sent.text, *parts),
        policy=answer.policy.sha256,
    )
    request = _request_mark(asked)
    written = services.ledger.requested(request) if request else None
    if written is not None:
        # A retry after a restart: the row is there, only the answer in memory is gone.
        if _draft_of(written) != _draft_of(content):
            raise reused()
        answer = msgspec.structs.replace(answer, check_id=written.check_id)
        content = msgspec.structs.replace(content, check_id=written.check_id)
    asked.live.remember_check(answer.check_id, content)
    return _Checked(answer, content)


def _draft_of(content: Content) -> tuple[str, ...]:
    return content.text, content.site, content.surface, content.account


def _recorded(asked: Asked, checked: _Checked) -> CheckAnswer:
    ledger, request = asked.services.ledger, _request_mark(asked)
    try:
        ledger.append(
            checked.content,
            request=request,
            unless=lambda: request is not None and ledger.requested(request) is not None,
        )
    except UnwritableError as error:
        answer, unrecorded = checked.answer, NotChecked("ledger", error.message)
        return msgspec.structs.replace(answer, not_checked=(*answer.not_checked, unrecorded))
    return checked.answer


def _request_mark(asked: Asked) -> str | None:
    """A request's id as the ledger keeps it: a client may put anything into one, a text included."""
    sent: CheckRequest = asked.body
    if not sent.request_id:
        return None
    said = msgspec.json.encode((asked.caller.key_id, sent.request_id))
    return hmac.digest(asked.services.vault.key("request"), said, "sha256").hex()


CALLS = (
    Call(
        method="POST",
        path="/check",
        handle=check,
        body=CheckRequest,
        answer=CheckAnswer,
        errors=(409,),
        summary="Check a draft",
    ),
    Call(
        method="POST",
        path="/decisions",
        handle=decide,
        body=DecisionRequest,
        answer=DecisionAnswer,
        errors=(404,),
        summary="Record what was done with a checked draft",
    ),
)
