"""What is recorded, for its owner's eyes. No call changes or removes a row."""

from __future__ import annotations

import msgspec

from server.records.export import flat
from server.web.calls import Asked, Call
from server.web.shapes.records import LedgerAnswer, LedgerQuery, LedgerRow


def ledger(asked: Asked) -> LedgerAnswer:
    """A page of rows, and the head."""
    wanted: LedgerQuery = asked.query
    records = asked.services.ledger
    head = records.head()
    rows = [
        msgspec.convert(flat(row), LedgerRow) for row in records.rows(after=wanted.after, limit=wanted.limit)
    ]
    return LedgerAnswer(head.count, head.seq, head.hash, rows)


CALLS = (
    Call(
        method="GET",
        path="/ledger",
        handle=ledger,
        query=LedgerQuery,
        answer=LedgerAnswer,
        summary="What is recorded",
    ),
)
