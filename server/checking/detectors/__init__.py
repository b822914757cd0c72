"""Everything that a policy can look for by name: one file each, and this list in plain sight."""

from __future__ import annotations

from .account_numbers import AnyCardOrAccountNumber
from .dates import AnyDate
from .email import AnyEmailAddress
from .figures import AnyFigure
from .hit import Detector, Hit
from .link import AnyLink
from .negative import AnyNegativeWord
from .personal_data import AnyPersonalData
from .phone import AnyPersonalPhoneNumber
from .placeholder import AnyPlaceholder
from .profanity import AnyProfanity
from .secret import AnySecret
from .ticker import AnyTickerSymbol
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
    AnyFigure(),
    AnyDate(),
    AnyLink(),
    AnyTickerSymbol(),
    AnyPlaceholder(),
    AnyNegativeWord(),
)


def names() -> tuple[str, ...]:
    """The names that a policy may use, in the order of the list."""
    return tuple(detector.name for detector in DETECTORS)


def warm_up(seconds: float = 0) -> None:
    """Begin to load what is heavy; wait up to so many seconds for it."""
    _TONE.warm_up().join(seconds)


__all__ = ["DETECTORS", "Detector", "Hit", "names", "warm_up"]
