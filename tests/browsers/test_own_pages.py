"""The extension's popup, and the way from it to the settings."""

from __future__ import annotations

from tests.browsers.conftest import World
from tests.browsers.driver.page import Page, until
from tests.browsers.stage import Stage


def popup_over(world: World) -> Page:
    """Opens the popup's page while the tab that it is about stays in front."""
    return world.browser.open(world.browser.extension_address("popup/popup.html"), behind=True)


def test_the_popup_names_the_site_the_account_its_kind_and_that_it_is_watched(
    world: World, stage: Stage
) -> None:
    for person in (stage.company, stage.personal):
        stage.open(personal=person.kind == "personal")
        popup = popup_over(world)
        try:
            words = (person.name, f"@{person.handle}", person.kind.title(), "Watched", "Running")
            until(
                lambda: all(word in (popup.text("#popup") or "") for word in words),  # noqa: B023 - used at once
                f"{words} in {popup.text('#popup')}",
            )
        finally:
            popup.close()


def test_a_tab_of_no_watched_site_is_said_to_be_unwatched(world: World, page: Page) -> None:
    page.go(f"http://127.0.0.1:{world.companion.port}/api/v1/health")
    page.activate()
    popup = popup_over(world)
    try:
        until(lambda: "isn’t watched" in (popup.text("#popup") or ""), "it said")
    finally:
        popup.close()


def test_the_popups_link_opens_the_settings_already_connected(world: World, page: Page) -> None:
    world.stage(page, "x").open()
    popup = popup_over(world)
    popup.activate()
    popup.click("[data-act=settings]")
    address = f"http://127.0.0.1:{world.companion.port}/"
    settings = until(lambda: world.browser.find(address), "the settings page")
    try:
        until(lambda: "@HaldenMotors" in (settings.text("main") or ""), "the accounts")
        assert "code=" not in settings.evaluate("() => location.href")
        # The practice page, of the same address, keeps its own account there; the settings keep nothing.
        assert set(settings.evaluate("() => Object.keys(localStorage)")) <= {"square-session"}
        assert settings.evaluate("() => document.cookie") == ""
    finally:
        settings.close()
