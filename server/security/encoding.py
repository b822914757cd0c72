"""Bytes as text on the wire: base64url without padding, in its one canonical spelling."""

from __future__ import annotations

import base64
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]+")


def to_text(raw: bytes) -> str:
    """Spell bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def from_text(text: str, length: int) -> bytes:
    """Read exactly ``length`` bytes back. Raises ValueError for anything but their canonical spelling."""
    if not _ALPHABET.fullmatch(text):
        raise ValueError("not base64url without padding")
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    # Two spellings of one nonce would make it good twice.
    if len(raw) != length or to_text(raw) != text:
        raise ValueError(f"not {length} bytes in base64url")
    return raw
