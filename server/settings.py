"""Every setting of the companion as one table, and the data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from server.errors import RightHandleError

DEFAULT_PORT = 8791
HOST = "127.0.0.1"
HOME_VARIABLE = "RIGHT_HANDLE_HOME"

MAX_TEXT_BYTES = 65_536
"""UTF-8 bytes of a draft, and of all its parts together (contract, ``POST check``)."""

MAX_BODY_BYTES = 1_048_576
"""A draft and its parts with every character escaped (six bytes for one) still fit."""

MAX_POLICY_BODY_BYTES = 4 * MAX_BODY_BYTES
"""A policy of 1 MiB still fits with every letter escaped (twelve bytes for four), a draft beside it."""

MAX_RECEIVED_BYTES = 16 * MAX_BODY_BYTES
"""Up to here a body that is too long still gets an answer that proves who refused it."""

MAX_DISCARDED_BYTES = 64 * MAX_BODY_BYTES
"""Up to here it is read to its end and forgotten: who is cut off while sending never sees the answer."""


_WRITE_AND_ENTER = 0o300


def data_folder(given: str | None) -> Path:
    """The folder of this person's data: the option, else the environment, else the platform's own."""
    chosen = given or os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("right-handle", appauthor=False))


def prepare_folder(home: Path) -> None:
    """Make the folder, for its owner's eyes only, or say why it can't serve (no other folder is tried)."""
    try:
        home.mkdir(parents=True, mode=0o700, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _unusable(home, "is not a folder", "Choose another one with --home.") from None
    except OSError as error:
        raise _unusable(
            home, f"can’t be made ({error.strerror})", "Choose another one with --home."
        ) from None
    if sys.platform == "win32":
        return
    found = home.stat()
    if found.st_uid != os.getuid():
        raise _unusable(home, "belongs to another user", "Choose another one with --home.")
    if found.st_mode & _WRITE_AND_ENTER != _WRITE_AND_ENTER or not os.access(home, os.W_OK | os.X_OK):
        raise _unusable(home, "can’t be written to", f"Make it writable: chmod 700 '{home}'")
    if found.st_mode & 0o077:
        _close_to_others(home)


def _close_to_others(home: Path) -> None:
    # Narrowing a shared folder that someone named by mistake would lock other people out of it.
    ours = (home / "right-handle.db").exists() or not any(home.iterdir())
    if not ours:
        raise _unusable(home, "is open to others and holds other things", "Choose an empty one with --home.")
    home.chmod(0o700)


def _unusable(home: Path, why: str, remedy: str) -> RightHandleError:
    return RightHandleError("data_folder", f"The data folder {home} {why}. {remedy}", status=500)
