"""Pictures of every piece in both browsers, light, dark and narrow: `make screenshots`.

The README's two, of the held post on x.com, are kept; the others are for looking at a change.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browsers.conftest import Sites, World, a_world
from tests.browsers.driver.page import Page, until
from tests.browsers.test_send import CONFIDENTIAL, MOTORCITY

_SHELF = Path(__file__).resolve().parents[1] / "screenshots"
_VIEWS = {"light": (1280, 900), "dark": (1280, 900), "narrow": (320, 720)}
_SETTINGS = ("accounts", "try", "policy", "browsers", "record")


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
@pytest.mark.parametrize("view", _VIEWS)
def test_pictures(browser: str, view: str, sites: Sites, tmp_path: Path) -> None:
    with a_world(browser, tmp_path, sites, dark=view == "dark") as world:
        page = world.browser.open()
        page.resize(*_VIEWS[view])

        def keep(name: str) -> None:
            page.save_screenshot(_SHELF / f"{name}-{browser}-{view}.png")

        stage = world.stage(page, "x").open()
        keep("label")
        stage.write(MOTORCITY)
        stage.settled()
        keep("note")
        stage.click_send()
        until(stage.dialog, "the dialog")
        page.at_rest()
        keep("stop")
        if view == "light":
            page.save_screenshot(_SHELF / f"held-{browser}.png")
        stage.answer("edit")
        world.stage(page, "bluesky").open().write(CONFIDENTIAL)
        world.stage(page, "bluesky").key_send()
        until(stage.dialog, "the dialog")
        page.at_rest()
        keep("confirm")
        stage = world.stage(page, "x").open(disagree=True)
        keep("unknown")
        world.stage(page, "practice").open()
        keep("practice")
        pages(world, page, keep)
        world.companion.stop()
        stage = world.stage(page, "x").open()
        stage.write(CONFIDENTIAL)
        stage.click_send()
        stage.says("Nothing was checked")
        page.at_rest()
        keep("down")


def pages(world: World, page: Page, keep: object) -> None:
    """The extension's own pages and the companion's settings."""
    assert callable(keep)
    code = world.companion.ask("POST", "page-code")["code"]
    page.go(f"http://127.0.0.1:{world.companion.port}/#code={code}")
    for name in _SETTINGS:
        page.evaluate("(name) => { location.hash = `#/${name}`; }", name)
        page.at_rest()
        keep(f"settings-{name}")
    for name in ("popup/popup.html", "welcome/welcome.html"):
        page.go(world.browser.extension_address(name))
        page.at_rest()
        keep(name.partition("/")[0])
