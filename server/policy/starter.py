"""The policies that come with Right Handle: whole documents to start from."""

from __future__ import annotations

from pathlib import Path

from server.errors import RightHandleError

from .faults import did_you_mean

_FOLDER = Path(__file__).parent / "starters"

SMALL_COMPANY = "small-company"
STARTERS: tuple[str, ...] = (SMALL_COMPANY,)
"""By name; each is ``starters/NAME.md``. The first is in force on a fresh start."""


def starter_bytes(name: str = SMALL_COMPANY) -> bytes:
    """The exact bytes of a starter.

    Raises:
        RightHandleError: ``unknown_starter``, with the nearest name.
    """
    if name not in STARTERS:
        message = f"There is no starter ‘{name[:60]}’. {did_you_mean(name, STARTERS)}"
        raise RightHandleError("unknown_starter", message, status=404, field="starter")
    return (_FOLDER / f"{name}.md").read_bytes()
