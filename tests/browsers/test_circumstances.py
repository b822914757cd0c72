"""What no text shows: a policy that isn’t signed yet, and posts outside the personal hours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.browsers.conftest import World
from tests.browsers.driver.page import Page, stays, until
from tests.browsers.test_send import CLEAR

UNSIGNED = "isn’t signed yet"
HOURS = "This isn’t a time for personal posts."

Change = Callable[[str, str], None]


@pytest.fixture
def change(world: World) -> Iterator[Change]:
    """Replaces words of the policy in force; what there was comes back at the end."""
    before = world.companion.ask("GET", "policy")["text"]

    def use(text: str) -> None:
        file = world.companion.home.parent / "policy.md"
        file.write_text(text, encoding="utf-8")
        world.companion.command("policy", "use", str(file))
        until(lambda: world.companion.ask("GET", "policy")["text"] == text, "the policy in force")

    def replace(old: str, new: str) -> None:
        assert old in before
        use(before.replace(old, new).replace("**Version:** 1", "**Version:** 2"))

    yield replace
    use(before)


def test_an_unsigned_policy_holds_the_companys_post_until_it_is_signed(
    world: World, page: Page, change: Change
) -> None:
    change("**Signature:** asked for", "**Signature:** before speaking for the company")
    stage = world.stage(page, "x").open()
    stage.write(CLEAR)
    stage.says(f"This will be held at Send: Version 2 {UNSIGNED}.", "Sign it")
    stage.click_send()
    dialog = until(stage.dialog, "the dialog")
    assert f"Version 2 {UNSIGNED}." in dialog
    assert f"Sign it to speak for @{stage.company.handle}." in dialog
    assert ".." not in dialog
    assert "Write instead" not in dialog
    assert stage.sent() == []
    stage.answer("sign")
    address = f"http://127.0.0.1:{world.companion.port}/"
    settings = until(lambda: world.browser.find(address), "the settings page")
    try:
        settings.activate()
        until(lambda: settings.text(".sign"), "the place to sign")
        assert settings.evaluate("() => document.activeElement.textContent") == "Signature"
        settings.click(".sign input")
        settings.type("Ana Reyes")
        settings.click(".sign label.tick")
        settings.click(".sign button", "Sign")
        until(lambda: "Signed by Ana Reyes" in (settings.text(".sign") or ""), "the signature")
    finally:
        settings.close()
    page.activate()
    assert stage.text() == CLEAR
    stage.click_send()
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")
    assert stage.dialog() is None
    stage.write(CLEAR)
    stage.settled()
    assert UNSIGNED not in stage.shown()


def test_outside_the_personal_hours_a_quiet_note_says_so_and_may_be_put_away(
    world: World, page: Page, change: Change
) -> None:
    change("**Personal use:** any time every day", "**Personal use:** at no time")
    stage = world.stage(page, "bluesky").open(personal=True)
    stage.write("The tulips are out")
    stage.says(HOURS, "Not a problem")
    assert ".." not in stage.note()
    page.ui_click("[data-part=note] [data-act=fine]")
    until(lambda: HOURS not in stage.note(), "the note gone")
    page.type(" at last")
    stays(lambda: HOURS not in stage.note(), "the note stays away")
    stage.click_send()
    until(stage.sent, "the post")
    assert stage.dialog() is None
