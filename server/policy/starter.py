"""The policies that come with Right Handle: whole documents to start from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from server.errors import RightHandleError

from .faults import did_you_mean

_FOLDER = Path(__file__).parent / "starters"

SMALL_COMPANY = "small-company"
STARTERS: tuple[str, ...] = (SMALL_COMPANY, "agency", "financial", "hospital", "newsroom")
"""By name; each is ``starters/NAME.md``. The first is in force on a fresh start."""

_ABOUT = {
    SMALL_COMPANY: "For a company of any trade that speaks for itself.",
    "agency": "For people who speak for several brands, and must never mix them up.",
    "financial": "For a regulated firm that talks about money, markets and risk.",
    "hospital": "For clinics and wards, where even a story without a name can point at a patient.",
    "newsroom": "For journalists: fair, sure of the facts, and careful with sources.",
}


class Starter(NamedTuple):
    """A starter as a list shows it: its name, the document's own title, and whom it is for, in a sentence."""

    name: str
    title: str
    about: str


@cache
def starters() -> tuple[Starter, ...]:
    """All starters, in the order in which they are offered."""
    return tuple(Starter(name, _title(name), _ABOUT[name]) for name in STARTERS)


def starter_bytes(name: str = SMALL_COMPANY) -> bytes:
    """The exact bytes of a starter.

    Raises:
        RightHandleError: ``unknown_starter``, with the nearest name.
    """
    if name not in STARTERS:
        message = f"There is no starter ‘{name[:60]}’. {did_you_mean(name, STARTERS)}"
        raise RightHandleError("unknown_starter", message, status=404, field="starter")
    return (_FOLDER / f"{name}.md").read_bytes()


def _title(name: str) -> str:
    """The title stands in the document, and nowhere else."""
    return starter_bytes(name).decode().partition("\n")[0].removeprefix("# ").strip()
