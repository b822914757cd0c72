"""RH1: calls that are signed, answers that are proved, and the secret that pairing leaves (contract, Keys).

Pure: bytes and text in, text out. Nothing here knows a request, a clock or a database.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import NamedTuple

from .encoding import from_text, to_text

NONCE_BYTES = 16
CLOCK_SKEW_MS = 60_000
"""How far a caller's clock may be off."""
_HEADER = re.compile(
    r"RH1 (?P<key>[A-Za-z0-9_-]{1,64}):(?P<time>[0-9]{1,16})"
    r":(?P<nonce>[A-Za-z0-9_-]{22}):(?P<mac>[A-Za-z0-9_-]{43})"
)


class Authorization(NamedTuple):
    """The four parts of an ``Authorization: RH1 …`` header, as the texts that were sent."""

    key_id: str
    time: str
    nonce: str
    mac: str


def read_authorization(header: str) -> Authorization | None:
    """Take the header apart, or None where it is not RH1 in its one canonical spelling."""
    found = _HEADER.fullmatch(header)
    if found is None:
        return None
    try:
        from_text(found["nonce"], NONCE_BYTES)
        from_text(found["mac"], 32)
    except ValueError:
        return None
    return Authorization(found["key"], found["time"], found["nonce"], found["mac"])


class Signed(NamedTuple):
    """What a call's MAC is over: ``target`` with its query as sent, ``time`` in Unix milliseconds."""

    method: str
    target: str
    time: str
    nonce: str
    body: bytes


def request_mac(secret: bytes, call: Signed) -> str:
    """Sign a call."""
    digest = hashlib.sha256(call.body).hexdigest()
    return _mac(secret, call.method, call.target, call.time, call.nonce, digest)


def answer_proof(secret: bytes, nonce: str, status: int, body: bytes) -> str:
    """Prove an answer to the call that carried this nonce."""
    return _mac(secret, nonce, str(status), hashlib.sha256(body).hexdigest())


def client_proof(code: str, client_nonce: str) -> str:
    """Prove, as the one who wants to pair, that the code is known."""
    return _mac(code.encode(), client_nonce)


def service_proof(code: str, client_nonce: str, server_nonce: str) -> str:
    """Prove, as the companion, that the code is its own."""
    return _mac(code.encode(), client_nonce, server_nonce)


def derive_secret(code: str, client_nonce: str, server_nonce: str) -> bytes:
    """The 32 bytes that both sides hold after pairing."""
    salt = from_text(client_nonce, NONCE_BYTES) + from_text(server_nonce, NONCE_BYTES)
    return hkdf(code.encode(), salt, b"right-handle")


def hkdf(material: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869) for one block of output: 32 bytes."""
    extracted = hmac.digest(salt, material, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def same(one: str, other: str) -> bool:
    """Compare two proofs in a time that tells nothing about where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def _mac(key: bytes, *lines: str) -> str:
    return to_text(hmac.digest(key, "\n".join(lines).encode("utf-8"), "sha256"))
