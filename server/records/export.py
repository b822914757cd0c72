"""A copy of the ledger for its owner: CSV for a table, JSON for a program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from .ledger import Content, Row

COLUMNS = ("seq", "time", *Content.__struct_fields__, "hash")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def moment(at: int) -> str:
    """Unix milliseconds as ISO 8601 in UTC."""
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")


def flat(row: Row) -> dict[str, object]:
    """A row as one level of names and values."""
    content = msgspec.structs.asdict(row.content)
    return {"seq": row.seq, "at": row.at, **content, "rules": list(row.content.rules), "hash": row.hash}


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Lines of CSV (RFC 4180), head first."""
    yield _line(COLUMNS)
    for row in rows:
        values = flat(row) | {"time": moment(row.at), "rules": " ".join(row.content.rules)}
        yield _line(_cell(values[name]) for name in COLUMNS)


def as_json(rows: Iterable[Row]) -> Iterator[str]:
    """A JSON array, a row a line."""
    before = "[\n"
    for row in rows:
        yield before + msgspec.json.encode(flat(row)).decode()
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _cell(value: object) -> str:
    text = str(value)
    # A table program runs a cell that starts like a formula: a handle such as =cmd() must stay text.
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
