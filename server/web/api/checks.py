"""A draft checked, and what the person then did with it."""

from __future__ import annotations

import hmac

import msgspec

from server.checking.report import NotChecked
from server.errors import RightHandleError
from server.records.ledger import Content
from server.store.database import UnwritableError
from server.web.calls import Asked, Call
from server.web.reports import report_on
from server.web.shapes.checks import CheckAnswer, CheckRequest, DecisionAnswer, DecisionRequest
from server.web.shapes.common import LedgerHead


def check(asked: Asked) -> CheckAnswer:
    """Check a draft; the same request within a minute gets the same answer."""
    sent: CheckRequest = asked.body
    answer: CheckAnswer = asked.live.once(asked.caller.key_id, sent.request_id, lambda: _check(asked, sent))
    return answer


def decide(asked: Asked) -> DecisionAnswer:
    """Record what was done with a draft; saying it twice makes no second row."""
    sent: DecisionRequest = asked.body
    ledger = asked.services.ledger
    seen = asked.live.check(sent.check_id) or ledger.check(sent.check_id)
    if seen is None:
        raise RightHandleError(
            "unknown_check", "No check has that id. Check the draft again.", status=404, field="check_id"
        )
    with asked.services.database.write():
        if not ledger.decided(sent.check_id, sent.decision):
            ledger.append(
                msgspec.structs.replace(
                    seen, type="decision", decision=sent.decision, reason=" ".join(sent.reason.split())
                )
            )
    head = ledger.head()
    return DecisionAnswer(sent.check_id, sent.decision, LedgerHead(head.count, head.seq, head.hash))


def _check(asked: Asked, sent: CheckRequest) -> CheckAnswer:
    services = asked.services
    parts = [part.text for part in sent.parts]
    answer = report_on(
        sent.text,
        parts,
        policy=services.policies.current().compiled,
        registry=services.registry,
        site=sent.site,
        surface=sent.surface,
        handle=sent.account.handle,
        external_id=sent.account.id,
    )
    request = _request_mark(asked, sent.request_id)
    if request is not None and sent.stage == "submit":
        # A retry after a restart: the row is there, only the answer in memory is gone.
        written = services.ledger.requested(request)
        if written is not None:
            return msgspec.structs.replace(answer, check_id=written)
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
    asked.live.remember_check(answer.check_id, content)
    if sent.stage == "submit":
        try:
            services.ledger.append(content, request=request)
        except UnwritableError as error:
            unrecorded = NotChecked("ledger", error.message)
            return msgspec.structs.replace(answer, not_checked=(*answer.not_checked, unrecorded))
    return answer


def _request_mark(asked: Asked, request_id: str) -> str | None:
    """A request's id as the ledger keeps it: a client may put anything into one, a text included."""
    if not request_id:
        return None
    said = msgspec.json.encode((asked.caller.key_id, request_id))
    return hmac.digest(asked.services.vault.key("request"), said, "sha256").hex()


CALLS = (
    Call(
        method="POST",
        path="/check",
        handle=check,
        body=CheckRequest,
        answer=CheckAnswer,
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
