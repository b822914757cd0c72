"""Whether the ledger is whole: which row was edited, removed, reordered or cut."""

from __future__ import annotations

import hmac
import sqlite3

import msgspec

from server.security.vault import Vault
from server.store.database import Database

from .checkpoints import Checkpoint, latest_checkpoint, signature_holds
from .ledger import START, Ledger, row_hash, row_seal


class Finding(msgspec.Struct, frozen=True):
    """One thing that is wrong, with the number of the row it is about."""

    seq: int
    message: str


class Wholeness(msgspec.Struct, frozen=True):
    """The answer: how many rows were read, what is wrong with them, and what is merely worth knowing."""

    rows: int
    faults: tuple[Finding, ...]
    notes: tuple[str, ...]


def verify(database: Database, vault: Vault, ledger: Ledger) -> Wholeness:
    """Read the whole ledger once and compare every row with the chain, the seals and the witnesses."""
    faults: list[Finding] = []
    notes: list[str] = []
    checkpoint = latest_checkpoint(database)
    seq, digest = (checkpoint.seq, checkpoint.hash) if checkpoint else (0, START)
    if checkpoint:
        _judge_checkpoint(checkpoint, faults, notes)
    seal = vault.key("ledger")
    sealed_from = _sealed_from(database, seal, faults, notes)
    noted = _noted_heads(database, ledger)
    rows = 0
    hashes = {seq: digest}
    moved: dict[int, str] = {}
    for row in database.each("SELECT * FROM ledger ORDER BY seq"):
        rows += 1
        if row["seq"] > seq + 1:
            faults.append(_missing(seq + 1, row["seq"] - 1))
        expected = row_hash(digest, row["seq"], row["at"], _bytes(row["content"]))
        chained = row["seq"] == seq + 1 and expected == row["hash"]
        sealed = row["seq"] < sealed_from or hmac.compare_digest(row_seal(seal, row["hash"]), str(row["mac"]))
        follows = row["seq"] == seq + 1
        seq = row["seq"]
        if seq in moved:
            digest = moved[seq]
        elif follows and not (chained and sealed):
            digest = _what_happened(database, digest, row, faults, moved)
        else:
            digest = row["hash"]
        if seq in noted:
            hashes[seq] = digest
    _compare_heads(noted, seq, hashes, faults)
    return Wholeness(rows, tuple(faults), tuple(notes))


def _what_happened(
    database: Database, before: str, row: sqlite3.Row, faults: list[Finding], moved: dict[int, str]
) -> str:
    """Say what is wrong with a row that does not follow; answers the hash that belongs there."""
    seq, digest = int(row["seq"]), str(row["hash"])
    for other in database.each("SELECT seq, at, content, hash FROM ledger WHERE seq != ?", (seq,)):
        meant = row_hash(before, seq, other["at"], _bytes(other["content"]))
        if meant in (other["hash"], digest):
            where = int(other["seq"])
            faults.append(
                Finding(seq, f"Rows {seq} and {where} were reordered: each stands in the other’s place.")
            )
            moved[where] = digest if meant == other["hash"] else str(other["hash"])
            return meant
    faults.append(Finding(seq, f"Row {seq} was changed after it was written."))
    return digest


def _bytes(content: bytes | str) -> bytes:
    """A row's content; a database tool that edits one leaves text where bytes were."""
    return content if isinstance(content, bytes) else str(content).encode()


def _missing(first: int, last: int) -> Finding:
    if first == last:
        return Finding(first, f"Row {first} was removed.")
    return Finding(first, f"Rows {first} to {last} were removed.")


def _sealed_from(database: Database, seal: bytes, faults: list[Finding], notes: list[str]) -> int:
    said = database.meta("ledger_sealed_from")
    if said is None:
        return 1
    first, _, mark = said.partition(" ")
    if not first.isdigit() or not hmac.compare_digest(row_seal(seal, f"sealed from {first}"), mark):
        faults.append(Finding(0, "The mark that says which key seals the rows was changed."))
        return 1
    if int(first) > 1:
        notes.append(
            f"Rows before {first} were sealed with a key that is gone. "
            "Their order and content are checked, their seals can’t be."
        )
    return int(first)


def _judge_checkpoint(checkpoint: Checkpoint, faults: list[Finding], notes: list[str]) -> None:
    if signature_holds(checkpoint):
        notes.append(f"Rows up to {checkpoint.seq} were removed by the owner; the checkpoint is signed.")
    else:
        faults.append(Finding(checkpoint.seq, f"The checkpoint at row {checkpoint.seq} was changed."))


def _noted_heads(database: Database, ledger: Ledger) -> dict[int, str]:
    """The heads that were written down when they were new, by number: in the database and beside it."""
    noted = [ledger.remembered()]
    seq, _, digest = (database.meta("ledger_head") or "").partition(" ")
    if seq.isdigit():
        noted.append((int(seq), digest))
    return dict(one for one in noted if one)


def _compare_heads(noted: dict[int, str], seq: int, hashes: dict[int, str], faults: list[Finding]) -> None:
    """A cut end leaves a chain that looks whole; the head that was noted elsewhere tells."""
    furthest = max(noted, default=0)
    if furthest > seq:
        cut = _missing(seq + 1, furthest)
        faults.append(Finding(cut.seq, cut.message.replace("removed", "cut from the end")))
        return
    for number, digest in noted.items():
        if number in hashes and hashes[number] != digest:
            faults.append(Finding(number, f"Row {number} is not the one that was noted when it was written."))
            return
