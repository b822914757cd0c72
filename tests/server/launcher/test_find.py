"""Which browsers of a machine are taken, and which would open without the extension."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.launcher import launch, steps_by_hand
from server.launcher.extension import extension_id, forget_code, private_copy
from server.launcher.find import find_browser

RELEASE = "[App]\nRemotingName=firefox\nSourceRepository=https://hg.mozilla.org/releases/mozilla-release\n"
ESR = "[App]\nRemotingName=firefox-esr\nSourceRepository=https://hg.mozilla.org/releases/mozilla-esr153\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty PATH on Linux."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str) -> Path:
    made = folder / name
    made.write_text("#!/bin/sh\n")
    made.chmod(0o755)
    return made


def test_a_firefox_that_takes_only_signed_extensions_is_left_alone(path: Path) -> None:
    program(path, "firefox")
    (path / "application.ini").write_text(RELEASE)
    assert find_browser() is None


def test_a_firefox_esr_is_taken(path: Path) -> None:
    program(path, "firefox")
    (path / "application.ini").write_text(ESR)
    found = find_browser()
    assert found is not None
    assert (found.family, found.program) == ("firefox", path / "firefox")


def test_chromium_comes_first_and_the_choice_comes_before_it(path: Path) -> None:
    for name in ("google-chrome", "chromium"):
        program(path, name)
    first, chosen = find_browser(), find_browser("chrome")
    assert first is not None
    assert chosen is not None
    assert (first.name, chosen.name) == ("Chromium", "Chrome")
    assert find_browser("netscape") is None


def test_a_browser_that_can_not_be_opened_is_said_and_its_code_goes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(path, "chromium")
    monkeypatch.setenv("DISPLAY", ":nowhere")
    monkeypatch.setenv("RIGHT_HANDLE_BROWSER", "chromium")
    said: list[str] = []
    assert launch(1, path / "home", lambda: "CODE", said.append) is None
    assert "could not be opened" in said[0]
    assert not list((path / "home").rglob("pairing.json"))


def test_without_a_screen_none_is_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "RIGHT_HANDLE_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    said: list[str] = []
    assert launch(1, path, lambda: "CODE", said.append) is None
    assert said == ["There is no screen here, so no browser was opened."]


def test_the_steps_by_hand_name_the_address_and_the_folder() -> None:
    steps = steps_by_hand(8791)
    assert "http://127.0.0.1:8791/practice" in steps
    assert "chrome://extensions" in steps
    assert "about:debugging" in steps
    assert "/extension" in steps


def test_the_private_copy_is_the_owners_alone_and_its_code_can_be_forgotten(tmp_path: Path) -> None:
    folder = private_copy(tmp_path, port=8791, code="ABCDE-FGHIJ")
    code = folder / "pairing.json"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert code.stat().st_mode & 0o777 == 0o600
    assert code.read_text() == '{"port": 8791, "code": "ABCDEFGHIJ"}'
    assert "@" in extension_id(folder)
    forget_code(folder)
    forget_code(folder)
    assert not code.exists()
    private_copy(tmp_path, port=1, code="X")
    assert code.exists(), "a second run takes a fresh copy"
