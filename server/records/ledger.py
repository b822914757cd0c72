"""The ledger: one row for a draft checked at Send and one for each decision, never a text.

Every row's hash covers the hash before it, and a keyed seal covers the hash: who edits, removes
or reorders rows without the key is found. The head also stands in a small file beside the
database and with every extension that asked, so a cut end is found too.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from server.security.encoding import to_text
from server.security.vault import Vault
from server.store.database import Database

WITNESS_FILE = "ledger-head"
START = "0" * 64
"""What the first row names as the hash before it."""

_MINUTE_MS = 60_000

RowType = Literal["check", "decision", "loss"]
Decision = Literal["posted", "edited", "moved", "cancelled"]


class Content(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one row says. ``text`` is a keyed hash; it tells nothing to who lacks the key."""

    type: RowType
    check_id: str = ""
    site: str = ""
    surface: str = ""
    account: str = ""
    kind: str = ""
    verdict: str = ""
    rules: tuple[str, ...] = ()
    decision: str = ""
    reason: str = ""
    text: str = ""
    policy: str = ""


_CONTENT = msgspec.json.Decoder(Content)
"""Built at import: two threads that build one at once crash (see ``server.web.decode.prepare``)."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it was written: ``seq`` from 1, ``at`` in Unix milliseconds."""

    seq: int
    at: int
    hash: str
    content: Content


class Head(msgspec.Struct, frozen=True):
    """The end of the ledger: how many rows are kept, the last one's number and hash."""

    count: int
    seq: int
    hash: str


class Ledger:
    """Appends rows and reads them."""

    def __init__(self, database: Database, vault: Vault, home: Path) -> None:
        self._database = database
        self._vault = vault
        self.witness = home / WITNESS_FILE

    def append(
        self, content: Content, *, request: str | None = None, unless: Callable[[], bool] = lambda: False
    ) -> None:
        """Write one row, on the disk when this returns; none where ``unless`` then holds.

        Not to be called inside another transaction: the witness would be ahead of what is on the disk.
        """
        seal = self._vault.key("ledger")
        body = msgspec.json.encode(content)
        with self._database.write():
            if unless():
                return
            before = self._last()
            seq, at = before.seq + 1, time.time_ns() // 1_000_000
            digest = row_hash(before.hash, seq, at, body)
            if self._database.meta("ledger_sealed_from") is None:
                self.seal_from(seq)
            self._database.execute(
                "INSERT INTO ledger (seq, at, content, check_id, request, hash, mac) VALUES (?,?,?,?,?,?,?)",
                (seq, at, body, content.check_id or None, request, digest, row_seal(seal, digest)),
            )
            self._database.set_meta("ledger_head", f"{seq} {digest}")
        self._bear_witness(seq, digest)

    def seal_from(self, seq: int) -> None:
        """Say from which row on the present key seals; the rows before are an earlier key's."""
        mark = row_seal(self._vault.key("ledger"), f"sealed from {seq}")
        self._database.set_meta("ledger_sealed_from", f"{seq} {mark}")

    def head(self) -> Head:
        """The end of the ledger."""
        last = self._last()
        pruned = self._database.one("SELECT max(seq) AS seq FROM checkpoints")
        # Rows are numbered without gaps; counting a million of them would slow every status.
        return Head(last.seq - int(pruned["seq"] or 0 if pruned else 0), last.seq, last.hash)

    def rows(self, *, after: int | None = None, limit: int = 100) -> list[Row]:
        """Rows after a number in order; without one, the newest first."""
        if after is None:
            found = self._database.query("SELECT * FROM ledger ORDER BY seq DESC LIMIT ?", (limit,))
        else:
            found = self._database.query(
                "SELECT * FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?", (after, limit)
            )
        return [_row(one["seq"], one["at"], one["hash"], one["content"]) for one in found]

    def every(self) -> Iterator[Row]:
        """All rows in order."""
        for one in self._database.each("SELECT * FROM ledger ORDER BY seq"):
            yield _row(one["seq"], one["at"], one["hash"], one["content"])

    def check(self, check_id: str) -> Content | None:
        """What was recorded of a check at Send."""
        row = self._database.one("SELECT * FROM ledger WHERE check_id = ? ORDER BY seq LIMIT 1", (check_id,))
        return _row(row["seq"], row["at"], row["hash"], row["content"]).content if row else None

    def decided(self, check_id: str, decision: Decision) -> bool:
        """Whether this decision about this check stands already."""
        found = self._database.query("SELECT * FROM ledger WHERE check_id = ?", (check_id,))
        rows = (_row(one["seq"], one["at"], one["hash"], one["content"]) for one in found)
        return any(row.content.decision == decision for row in rows)

    def requested(self, request: str) -> Content | None:
        """What the same request wrote within the last minute."""
        row = self._database.one(
            "SELECT * FROM ledger WHERE request = ? AND at > ?",
            (request, time.time_ns() // 1_000_000 - _MINUTE_MS),
        )
        return _row(row["seq"], row["at"], row["hash"], row["content"]).content if row else None

    def text_hash(self, *texts: str) -> str:
        """The keyed hash of a draft: equal for equal drafts, and silent about them."""
        whole = msgspec.json.encode(texts)
        return to_text(hmac.digest(self._vault.key("text"), whole, "sha256"))

    def remembered(self) -> tuple[int, str] | None:
        """The head as the file beside the database has it."""
        try:
            seq, digest = self.witness.read_text(encoding="ascii").split()
            return int(seq), digest
        except (OSError, ValueError):
            return None

    def _last(self) -> Head:
        row = self._database.one("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")
        if row is None:
            row = self._database.one("SELECT seq, hash FROM checkpoints ORDER BY seq DESC LIMIT 1")
        return Head(0, int(row["seq"]), str(row["hash"])) if row else Head(0, 0, START)

    def _bear_witness(self, seq: int, digest: str) -> None:
        # After the commit, so that the file is never ahead of what is on the disk.
        fresh = self.witness.with_name(f"{WITNESS_FILE}.{os.getpid()}.new")
        try:
            file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(file, "w", encoding="ascii") as out:
                out.write(f"{seq} {digest}\n")
            fresh.replace(self.witness)
        except OSError:
            # The row itself is safe; the next one writes the file again.
            fresh.unlink(missing_ok=True)


def row_hash(before: str, seq: int, at: int, content: bytes) -> str:
    """SHA-256 over the hash before, the number, the time and the content, in hex."""
    return hashlib.sha256(f"{before}\n{seq}\n{at}\n".encode() + content).hexdigest()


def row_seal(key: bytes, digest: str) -> str:
    """The keyed seal over a row's hash."""
    return to_text(hmac.digest(key, digest.encode(), "sha256"))


def _row(seq: int, at: int, digest: str, content: bytes) -> Row:
    try:
        read = _CONTENT.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # A row that someone broke is shown as broken; `ledger verify` names it.
        read = Content(type="check", reason="This row can’t be read.")
    return Row(seq=seq, at=at, hash=digest, content=read)
