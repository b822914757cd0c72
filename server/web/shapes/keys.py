"""Pairing, keys, and the codes for both."""

from __future__ import annotations

import msgspec

from server.security.keys import Key

from .common import Base64, Closed, Name


class PairRequest(Closed):
    """Who wants to pair, and the proof that the code is known."""

    name: Name
    client_nonce: Base64
    proof: Base64


class PairAnswer(msgspec.Struct):
    """The new key's id, and the proof that the companion knows the code too."""

    key_id: str
    server_nonce: str
    proof: str


class KeyList(msgspec.Struct):
    """Every key that is good now."""

    keys: list[Key]


class Code(msgspec.Struct):
    """A one-time code, and how many seconds it is good for."""

    code: str
    expires_in: int
