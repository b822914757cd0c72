"""Everything that a policy can look for by name: one file each, and this list in plain sight."""

from __future__ import annotations

from .account_numbers import AnyCardOrAccountNumber
from .email import AnyEmailAddress
from .hit import Detector, Hit
from .personal_data import AnyPersonalData
from .phone import AnyPersonalPhoneNumber
from .profanity import AnyProfanity
from .secret import AnySecret
from .tone import AHostileTone
from .unlike_account import UnlikeAccount

_PHONE, _EMAIL, _NUMBERS, _TONE = (
    AnyPersonalPhoneNumber(),
    AnyEmailAddress(),
    AnyCardOrAccountNumber(),
    AHostileTone(),
)

DETECTORS: tuple[Detector, ...] = (
    AnyProfanity(),
    AnyPersonalData(_PHONE, _EMAIL, _NUMBERS),
    _PHONE,
    _EMAIL,
    _NUMBERS,
    AnySecret(),
    _TONE,
    UnlikeAccount(),
)


def names() -> tuple[str, ...]:
    """The names that a policy may use, in the order of the list."""
    return tuple(detector.name for detector in DETECTORS)


def warm_up(seconds: float = 0) -> None:
    """Begin to load what is heavy; wait up to so many seconds for it."""
    _TONE.warm_up().join(seconds)


__all__ = ["DETECTORS", "Detector", "Hit", "names", "warm_up"]
