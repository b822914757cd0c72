"""The archives that are shipped, and the extension's own unit tests."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

from tests.tools.package import SOURCE, pack

ROOT = Path(__file__).resolve().parents[1]


def test_both_archives_hold_the_extension_and_nothing_else(tmp_path: Path) -> None:
    chromium, firefox = pack(SOURCE, tmp_path / "dist")
    assert chromium.suffix == ".zip"
    assert firefox.suffix == ".xpi"
    expected = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*") if path.is_file()}
    for archive in (chromium, firefox):
        with zipfile.ZipFile(archive) as opened:
            assert opened.testzip() is None
            assert set(opened.namelist()) == expected


def test_the_same_tree_makes_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in pack(SOURCE, tmp_path / "one")]
    assert [path.read_bytes() for path in pack(SOURCE, tmp_path / "two")] == first


def test_a_code_left_in_the_tree_is_not_shipped(tmp_path: Path) -> None:
    source = tmp_path / "extension"
    (source / ".hidden").mkdir(parents=True)
    for name in ("manifest.json", "pairing.json", ".hidden/file"):
        (source / name).write_text('{"version": "1"}')
    for archive in pack(source, tmp_path / "dist"):
        with zipfile.ZipFile(archive) as opened:
            assert opened.namelist() == ["manifest.json"]


def test_the_extensions_unit_tests_pass() -> None:
    files = sorted(ROOT.glob("tests/extension/**/*.test.*js"))
    assert files
    done = subprocess.run(
        ["node", "--test", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
