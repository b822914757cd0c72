"""A damaged database is set aside, never repaired in silence and never deleted."""

from __future__ import annotations

import time
from pathlib import Path

from .database import FILE, DamagedError, Database

CHECKED_UP_TO_BYTES = 64 * 1024 * 1024
"""A longer file would hold up the start; `doctor` reads it in full."""


def set_aside(home: Path, *, surely: bool = False) -> str | None:
    """Move a damaged file out of the way. Answers what was done in words, or None where all is well."""
    path = home / FILE
    if not path.exists() or not (surely or _is_damaged(path)):
        return None
    aside = path.with_name(f"{FILE}.corrupt-{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}")
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + suffix))
    return f"The database was damaged and is set aside as {aside.name}. Browsers must be connected again."


def _is_damaged(path: Path) -> bool:
    if path.stat().st_size > CHECKED_UP_TO_BYTES:
        return False
    try:
        database = Database(path)
        try:
            return database.damage() is not None
        finally:
            database.close()
    except DamagedError:
        return True
