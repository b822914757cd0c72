"""The browser's own copy of the extension, and the one-time code that lies in it until it is used."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from server.errors import RightHandleError

SOURCE = Path(__file__).resolve().parents[2] / "extension"
"""The extension as it is shipped beside the server."""

_CODE_FILE = "pairing.json"


def private_copy(profile: Path, *, port: int, code: str, source: Path = SOURCE) -> Path:
    """Copies the extension into `profile` with a one-time code beside it; answers the folder.

    The folder is the owner's only (0700) and the code file too (0600): whoever reads the code may
    pair, and a command line or an address can be read by every user of the machine.
    """
    if not (source / "manifest.json").is_file():
        raise RightHandleError("no_extension", f"There is no extension at {source}.", status=500)
    folder = profile / "extension"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(_CODE_FILE, ".*"))
    folder.chmod(0o700)
    bare = "".join(character for character in code if character.isalnum())
    file = os.open(folder / _CODE_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as out:
        json.dump({"port": port, "code": bare}, out)
    return folder


def forget_code(folder: Path) -> None:
    """Deletes the code file of a private copy; it may be gone already."""
    (folder / _CODE_FILE).unlink(missing_ok=True)


def extension_id(folder: Path) -> str:
    """Answers the id by which Firefox knows the extension."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest["browser_specific_settings"]["gecko"]["id"])
