"""The draft of the next policy: one, kept whole even with faults, and never overwritten unseen.

Each save names the revision that the person had before their eyes. Where somebody saved or discarded
another one meanwhile, nothing is stored, and both texts are still there to be compared.
"""

from __future__ import annotations

import sqlite3
import time

import msgspec

from server.errors import RightHandleError
from server.store.database import Database

from .moment import moment


class PolicyDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The text, its number, when it was saved (Unix milliseconds), and the SHA-256 that it started from."""

    text: str
    revision: int
    saved_at: int
    base: str


class PolicyDrafts:
    """Keeps the draft. A revision's number is never given twice, not even after the draft is discarded."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> PolicyDraft | None:
        """The draft, where there is one."""
        row = self._row()
        return None if row is None or row["text"] is None else _draft(row)

    def save(self, text: str, base: str, revision: int) -> PolicyDraft:
        """Keep a text as the next revision. ``revision`` is the one it follows, 0 where there was none.

        Raises ``changed_meanwhile`` (409), and keeps what is there.
        """
        with self._database.write():
            row = self._row()
            if row is not None and (row["text"], row["base"]) == (text, base):
                # The answer to this very save was lost on its way.
                return _draft(row)
            self._judge(row, revision, "save")
            following = (row["revision"] if row else 0) + 1
            return self._write(text, base, following)

    def discard(self, revision: int | None = None) -> None:
        """Let the draft go; a revision that is named must be the last one.

        Raises ``changed_meanwhile`` (409), and keeps what is there.
        """
        with self._database.write():
            row = self._row()
            if row is None or row["text"] is None:
                return
            if revision is not None:
                self._judge(row, revision, "discard")
            self._write(None, "", row["revision"] + 1)

    def discard_text(self, text: str) -> None:
        """Let the draft go where it says exactly this: it has been adopted."""
        with self._database.write():
            row = self._row()
            if row is not None and row["text"] == text:
                self._write(None, "", row["revision"] + 1)

    def _row(self) -> sqlite3.Row | None:
        return self._database.one("SELECT * FROM policy_draft")

    def _judge(self, row: sqlite3.Row | None, revision: int, wanted: str) -> None:
        there = row["revision"] if row is not None and row["text"] is not None else 0
        if revision == there:
            return
        done = "Saved" if there else "Discarded"
        when = f" {moment(row['saved_at'])}" if row is not None else ""
        raise RightHandleError(
            "changed_meanwhile",
            f"{done} in another window{when}. Compare before you {wanted}.",
            status=409,
            field="revision",
        )

    def _write(self, text: str | None, base: str, revision: int) -> PolicyDraft:
        now = time.time_ns() // 1_000_000
        self._database.execute(
            "INSERT OR REPLACE INTO policy_draft (only, text, base, revision, saved_at) "
            "VALUES (1, ?, ?, ?, ?)",
            (text, base, revision, now),
        )
        return PolicyDraft(text=text or "", revision=revision, saved_at=now, base=base)


def _draft(row: sqlite3.Row) -> PolicyDraft:
    return PolicyDraft(text=row["text"], revision=row["revision"], saved_at=row["saved_at"], base=row["base"])
