"""Both real browsers without our extension, and a real companion: the pages by themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsers.companion import Companion
from tests.browsers.conftest import program
from tests.browsers.driver.chromium import Chromium
from tests.browsers.driver.firefox import Firefox
from tests.browsers.driver.page import Browser, Page, until

if TYPE_CHECKING:
    from tests.pages.authoring import Author

# The driver wants an extension to install; this one does nothing.
_NOTHING = {
    "manifest_version": 3,
    "name": "Nothing",
    "version": "1",
    "browser_specific_settings": {"gecko": {"id": "nothing@right-handle.test"}},
}


class Settings:
    """The settings page in a tab of its own."""

    def __init__(self, tab: Page, companion: Companion) -> None:
        self.tab = tab
        self.companion = companion
        self.address = f"http://127.0.0.1:{companion.port}"

    def connect(self) -> None:
        """Opens the page with a fresh code in the address and waits until it is in."""
        code = re.sub("[^A-Z2-7]", "", self.companion.code())
        self.tab.go("about:blank")
        self.tab.go(f"{self.address}/#code={code}")
        self.tab.activate()
        until(lambda: self.tab.text("#main h1"), "the settings page connected")

    def open(self, page: str, heading: str, *, level: str = "h1") -> None:
        """Goes to one of its pages by the address, as a link does, and waits for its heading."""
        self.tab.evaluate("(page) => { location.hash = `#/${page}`; }", page)
        until(lambda: self.tab.text(f"#main {level}") == heading, f"{page} opened")

    def shows(self, words: str) -> None:
        """Waits until the page shows `words`."""
        until(lambda: words in (self.tab.text("body") or ""), f"“{words}”")

    def fill(self, label: str, text: str) -> None:
        """Puts `text` in the field of that label, in the place of what stands there."""
        labelled = """(label) => [...document.querySelectorAll("label")]
          .some((each) => each.textContent.trim() === label)"""
        until(lambda: self.tab.evaluate(labelled, label), f"a field “{label}”")
        identity = self.tab.evaluate(
            """(label) => {
              const all = [...document.querySelectorAll("label")];
              const input = all.find((each) => each.textContent.trim() === label).control;
              input.focus();
              input.select();
              return input.id;
            }""",
            label,
        )
        assert identity
        self.tab.press("Delete")
        self.tab.type(text)


@pytest.fixture(scope="session")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    """One companion for all of them."""
    made = Companion(tmp_path_factory.mktemp("pages") / "home")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Each browser, with an extension that does nothing."""
    folder = tmp_path_factory.mktemp(request.param)
    extension, profile = folder / "extension", folder / "profile"
    extension.mkdir()
    profile.mkdir()
    (extension / "manifest.json").write_text(json.dumps(_NOTHING), encoding="utf-8")
    made = _open(request.param, profile, extension)
    yield made
    made.close()


def _open(name: str, profile: Path, extension: Path) -> Browser:
    if name == "chromium":
        return Chromium(program("chromium", "chromium-browser"), profile, extension, tls_port=9)
    return Firefox(program("firefox-esr", "firefox"), profile, extension, proxy_port=9)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A fresh tab at a desk's width."""
    made = browser.open()
    made.resize(1280, 900)
    yield made
    made.close()


@pytest.fixture
def settings(tab: Page, companion: Companion) -> Settings:
    """The settings page, connected."""
    made = Settings(tab, companion)
    made.connect()
    return made


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    """A companion whose policy may be changed: no other test reads it."""
    made = Companion(tmp_path_factory.mktemp("desk") / "home")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def square(tab: Page, companion: Companion) -> Page:
    """The practice page, as on a first visit."""
    tab.go(f"http://127.0.0.1:{companion.port}/practice")
    tab.evaluate("() => localStorage.clear()")
    tab.go("about:blank")
    tab.go(f"http://127.0.0.1:{companion.port}/practice")
    tab.activate()
    return tab


@pytest.fixture
def author(tab: Page, desk: Companion) -> Author:
    """At the settings page, with a small policy in force and nothing changed."""
    from tests.pages.authoring import SMALL, Author  # it needs `Settings` of this module

    made = Author(tab, desk)
    made.connect()
    made.begin(SMALL.format(version=1))
    return made
