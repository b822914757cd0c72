"""The companion is gone, and comes back: nothing is swallowed, nothing is posted twice."""

from __future__ import annotations

import pytest

from tests.browsers.conftest import World
from tests.browsers.driver.page import Page, stays, until
from tests.browsers.test_send import CLEAR, MOTORCITY


@pytest.mark.parametrize("site", ["x", "mastodon", "bluesky"])
def test_without_the_companion_it_asks_then_posts_once_and_works_again_after(
    world: World, page: Page, site: str
) -> None:
    stage = world.stage(page, site).open()
    world.companion.stop()
    try:
        stage.write(CLEAR)
        stage.click_send()
        stage.says("Nothing was checked")
        stays(lambda: stage.sent() == [], "nothing was sent unasked")
        assert stage.text() == CLEAR
        stage.answer("post")
        until(stage.sent, "the post")
        stays(lambda: len(stage.sent()) == 1, "one post")
        assert stage.sent()[0].text.strip() == CLEAR
    finally:
        world.companion.start()
    world.sites.record.clear()
    stage.write(MOTORCITY)
    stage.click_send()
    until(stage.dialog, "the dialog, now that the companion is back")
    assert "f**king" in (stage.dialog() or "")
    assert stage.sent() == []
