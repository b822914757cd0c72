"""What was done to the database, in order. A step that has been released never changes."""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE keys (
            key_id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, origin TEXT,
            sealed BLOB NOT NULL, created_at INTEGER NOT NULL, last_used_at INTEGER
        )""",
        """CREATE TABLE codes (
            code_id TEXT PRIMARY KEY, purpose TEXT NOT NULL, sealed BLOB NOT NULL,
            created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
        )""",
        """CREATE TABLE accounts (
            id TEXT PRIMARY KEY, site TEXT NOT NULL, handle TEXT NOT NULL, folded TEXT NOT NULL,
            external_id TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, purpose TEXT NOT NULL,
            colour TEXT NOT NULL, voice TEXT NOT NULL, created_at INTEGER NOT NULL,
            UNIQUE (site, folded)
        )""",
        """CREATE TABLE policies (
            sha256 TEXT PRIMARY KEY, title TEXT NOT NULL, version TEXT NOT NULL,
            document BLOB NOT NULL, adopted_at INTEGER NOT NULL, adoption INTEGER NOT NULL
        )""",
        """CREATE TABLE ledger (
            seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, content BLOB NOT NULL,
            check_id TEXT, request TEXT, hash TEXT NOT NULL, mac TEXT NOT NULL
        )""",
        "CREATE INDEX ledger_check ON ledger (check_id)",
        "CREATE INDEX ledger_request ON ledger (request) WHERE request IS NOT NULL",
        """CREATE TABLE checkpoints (
            seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, removed INTEGER NOT NULL,
            at INTEGER NOT NULL, public_key TEXT NOT NULL, signature TEXT NOT NULL
        )""",
        """CREATE TABLE acknowledgements (
            id INTEGER PRIMARY KEY, policy_sha256 TEXT NOT NULL, name TEXT NOT NULL,
            at INTEGER NOT NULL, key_id TEXT NOT NULL, mac TEXT NOT NULL
        )""",
    ),
    (
        """CREATE TABLE policy_draft (
            only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT, base TEXT NOT NULL,
            revision INTEGER NOT NULL, saved_at INTEGER NOT NULL
        )""",
        # Behind a document of a megabyte a column is reached only through all of it; each check asks.
        "CREATE INDEX policies_adopted ON policies (adoption, sha256, title, version, adopted_at)",
        "CREATE INDEX acknowledgements_policy ON acknowledgements (policy_sha256, id)",
    ),
)
"""One tuple of statements for each version; ``PRAGMA user_version`` says how many were done."""
