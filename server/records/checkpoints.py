"""The owner's removal of a range: the rows go, a signed checkpoint of where they ended stays.

The signature is Ed25519 with its public key beside it, so that a checkpoint can be verified
after the key that made it is gone.
"""

from __future__ import annotations

import time

import msgspec

from server.security.encoding import from_text, to_text
from server.security.vault import Vault
from server.store.database import Database


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """The last removed row's number and hash, how many went, and when (Unix milliseconds)."""

    seq: int
    hash: str
    removed: int
    at: int
    public_key: str = ""
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """Exactly what the signature is over."""
        return f"right-handle checkpoint\n{self.seq}\n{self.hash}\n{self.removed}\n{self.at}".encode()


def prune(database: Database, vault: Vault, before_ms: int) -> int:
    """Remove the rows up to the last one of an unbroken run from before that time. Answers how many."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    key = Ed25519PrivateKey.from_private_bytes(vault.key("checkpoint"))
    with database.write():
        # A clock that jumped back leaves a late row with an early time; only what lies before it may go.
        kept = database.one("SELECT min(seq) AS first FROM ledger WHERE at >= ?", (before_ms,))
        first_kept = kept["first"] if kept and kept["first"] is not None else 1 << 62
        last = database.one(
            "SELECT seq, hash FROM ledger WHERE seq < ? ORDER BY seq DESC LIMIT 1", (first_kept,)
        )
        if last is None:
            return 0
        removed = database.execute("DELETE FROM ledger WHERE seq <= ?", (last["seq"],))
        draft = Checkpoint(
            seq=last["seq"], hash=last["hash"], removed=removed, at=time.time_ns() // 1_000_000
        )
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        database.execute(
            "INSERT INTO checkpoints (seq, hash, removed, at, public_key, signature) VALUES (?,?,?,?,?,?)",
            (
                draft.seq,
                draft.hash,
                removed,
                draft.at,
                to_text(public),
                to_text(key.sign(draft.signed_bytes())),
            ),
        )
    return removed


def latest_checkpoint(database: Database) -> Checkpoint | None:
    """The checkpoint that the kept rows follow."""
    row = database.one("SELECT * FROM checkpoints ORDER BY seq DESC LIMIT 1")
    return Checkpoint(**{name: row[name] for name in Checkpoint.__struct_fields__}) if row else None


def signature_holds(checkpoint: Checkpoint) -> bool:
    """Whether the checkpoint is as it was signed."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(from_text(checkpoint.public_key, 32))
        public.verify(from_text(checkpoint.signature, 64), checkpoint.signed_bytes())
    except (InvalidSignature, ValueError):
        return False
    return True
