"""Packs the extension as it lies in the tree: a zip for Chromium, an xpi for Firefox, under dist/.

The same tree gives the same bytes, so that anyone can check an archive against the source.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "extension"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can carry


def pack(source: Path, folder: Path) -> list[Path]:
    """Writes both archives into `folder` and answers them."""
    version = json.loads((source / "manifest.json").read_text(encoding="utf-8"))["version"]
    folder.mkdir(exist_ok=True)
    archives = [
        folder / f"right-handle-chromium-{version}.zip",
        folder / f"right-handle-firefox-{version}.xpi",
    ]
    files = sorted(
        (path.relative_to(source).as_posix(), path) for path in source.rglob("*") if _belongs(path, source)
    )
    for archive in archives:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
            for name, path in files:
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                out.writestr(entry, path.read_bytes())
    return archives


def _belongs(path: Path, source: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(source).parts)
    return path.is_file() and not hidden and path.name != "pairing.json"


if __name__ == "__main__":
    for made in pack(SOURCE, ROOT / "dist"):
        print(made.relative_to(ROOT))
