"""Pictures of every piece in both browsers, light, dark and narrow: `make screenshots`.

The README's two, of the held post on x.com, are kept; the others are for looking at a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.browsers.conftest import Sites, World, a_world
from tests.browsers.driver.page import Page, until
from tests.browsers.test_send import CONFIDENTIAL, MOTORCITY

_SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
_VIEWS = {"light": (1280, 900), "dark": (1280, 900), "narrow": (320, 720)}
_SETTINGS = ("accounts", "try", "policy", "browsers", "record")
_POLICY = {
    "edit": ("policy/edit/46", ".margin li"),
    "rules": ("policy/edit/rules", ".people .weight"),
    "rule": ("policy/edit/rules/CONF-1", ".example .err"),
    "draft-try": ("policy/edit/try", "#verdict"),
    "changes": ("policy/edit/changes", ".main section .btn.solid"),
    "starters": ("policy/new", ".people"),
    "starter": ("policy/new/small-company", ".source"),
    "meeting": ("policy/edit", ".meeting"),
    "versions": ("policy/versions", ".people .ok"),
}
"""The pages of a changed policy: the address, and what is there once the page is."""
_OWN = {"popup": (360, 480), "welcome": (720, 640)}


# What stood there goes first, or the page before would pass for the one to come.
_GO = """(address) => {
  document.querySelector("main").replaceChildren();
  location.hash = `#/${address}`;
}"""

# Leaves a draft of the policy, or puts another policy into force under it, as another window would.
_DRAFT = """async (step) => {
  const { call } = await import("/static/js/companion.js");
  const { draft } = await import("/static/js/policy-draft.js");
  const { sha256, text } = await call("GET", "/policy");
  await draft.open(new AbortController().signal);
  const next = text.replace("**Version:** 1", "**Version:** 2").replaceAll("Halcyon Bank", "Northwind")
    .replace("- **Weight:** stop", "- **Weight:** confirm");
  const broken = next
    .replace("- **Category:** wrong-account", "- **Catgory:** wrong-account")
    .replace("**Northwind** on Monday", "**Southwind** on Monday");
  if (step !== "adopted") {
    draft.put(step === "broken" ? broken : next);
    await draft.settle();
  } else {
    const other = text.replace("**Version:** 1", "**Version:** 1b");
    await call("POST", "/policy/adopt", { body: { text: other, base_sha256: sha256 } });
  }
}"""


@dataclass
class Shelf:
    """Where the pictures of one browser and one view go."""

    browser: str
    view: str

    def keep(self, page: Page, name: str) -> None:
        """Takes a picture of the page once it is at rest."""
        page.at_rest()
        page.save_screenshot(_SCREENSHOTS / f"{name}-{self.browser}-{self.view}.png")


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
@pytest.mark.parametrize("view", _VIEWS)
def test_pictures(browser: str, view: str, sites: Sites, tmp_path: Path) -> None:
    shelf = Shelf(browser, view)
    with a_world(browser, tmp_path, sites, dark=view == "dark") as world:
        page = world.browser.open()
        page.resize(*_VIEWS[view])
        held(world, page, shelf)
        settings(world, page, shelf)
        policy(page, shelf)
        own_pages(world, page, shelf)
        world.companion.stop()
        stage = world.stage(page, "x").open()
        stage.write(CONFIDENTIAL)
        stage.click_send()
        until(stage.dialog, "the dialog")
        shelf.keep(page, "down")


def held(world: World, page: Page, shelf: Shelf) -> None:
    """Label, note and both dialogs; and the README's picture."""
    stage = world.stage(page, "x").open()
    shelf.keep(page, "label")
    stage.write(MOTORCITY)
    until(stage.note, "the note")
    shelf.keep(page, "note")
    stage.click_send()
    until(stage.dialog, "the dialog")
    shelf.keep(page, "stop")
    if shelf.view == "light":
        page.save_screenshot(_SCREENSHOTS / f"held-{shelf.browser}.png")
    stage = world.stage(page, "bluesky").open()
    stage.write(CONFIDENTIAL)
    stage.key_send()
    until(stage.dialog, "the dialog")
    shelf.keep(page, "confirm")
    stage = world.stage(page, "x").open(disagree=True)
    stage.write("Hello")
    until(stage.note, "the line about the unknown account")
    shelf.keep(page, "unknown")
    world.stage(page, "practice").open()
    shelf.keep(page, "practice")


def settings(world: World, page: Page, shelf: Shelf) -> None:
    """Every page of the settings."""
    code = world.companion.ask("POST", "page-code")["code"]
    page.go(f"http://127.0.0.1:{world.companion.port}/#code={code}")
    until(lambda: "HaldenMotors" in (page.text("main") or ""), "the accounts")
    for name in _SETTINGS:
        page.evaluate(_GO, name)
        until(lambda: page.text("main h1"), "the page’s title")
        shelf.keep(page, f"settings-{name}")


def policy(page: Page, shelf: Shelf) -> None:
    """The pages of a changed policy: with two errors, then as it may be adopted, then beside another's."""
    for name, (address, there) in _POLICY.items():
        step = {"edit": "broken", "draft-try": "changed", "meeting": "adopted"}.get(name)
        if step:
            page.evaluate(_DRAFT, step)
        page.evaluate(_GO, address)
        until(partial(page.text, there), f"{address} with {there}")
        if name == "draft-try":
            page.click("#sentence")
            page.type("Thrilled to start with Northwind on Monday!")
            until(lambda: "Held" in (page.text("#verdict") or ""), "the verdict")
        if name == "rule":
            page.evaluate("() => document.querySelector('.example .err').scrollIntoView({ block: 'center' })")
        shelf.keep(page, f"policy-{name}")
    page.evaluate("() => { location.hash = '#/policy/6'; }")
    until(lambda: page.text(".sign"), "the place to sign")
    page.evaluate("() => document.querySelector('.sign').scrollIntoView({ block: 'end' })")
    shelf.keep(page, "policy-sign")


def own_pages(world: World, page: Page, shelf: Shelf) -> None:
    """The extension's popup, over a watched page, and its welcome page."""
    world.stage(page, "x").open()
    for name, size in _OWN.items():
        own = world.browser.open(world.browser.extension_address(f"{name}/{name}.html"), behind=True)
        own.resize(*size)
        until(partial(own.text, "main *"), name)
        own.activate()  # a browser may never draw a tab that stays behind
        shelf.keep(own, name)
        own.close()
