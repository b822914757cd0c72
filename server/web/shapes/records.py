"""What is kept: the ledger and the signatures."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from server.records.acknowledgements import Acknowledgement
from server.records.ledger import RowType

from .common import Closed, Milliseconds, Name, Sha256


class LedgerQuery(Closed):
    """Rows after a number in order; without one, the newest first."""

    after: Annotated[int, Meta(ge=0, le=1 << 53)] | None = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100


class LedgerRow(msgspec.Struct, kw_only=True):
    """One row: what was checked or decided, never the text."""

    seq: int
    at: Milliseconds
    type: RowType
    check_id: str
    site: str
    surface: str
    account: str
    kind: str
    verdict: str
    rules: list[str]
    decision: str
    reason: str
    text: Annotated[str, Meta(description="A keyed hash of the text.")]
    policy: str
    hash: str


class LedgerAnswer(msgspec.Struct):
    """The ledger's head and a page of its rows."""

    count: int
    seq: int
    head: str
    rows: list[LedgerRow]


class AcknowledgementRequest(Closed):
    """A signature under the policy in force."""

    policy_sha256: Sha256
    name: Name


class Acknowledgements(msgspec.Struct):
    """Every signature, newest first."""

    acknowledgements: list[Acknowledgement]
