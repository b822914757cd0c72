"""A page that redraws itself, or tears at our pieces, while a post is held: nothing lost, nothing doubled."""

from __future__ import annotations

from tests.browsers.conftest import World
from tests.browsers.driver.page import Page, stays, until
from tests.browsers.stage import Stage
from tests.browsers.test_send import CONFIDENTIAL

CHANGED = "This site has changed"


def test_an_editor_made_anew_under_the_dialog_keeps_its_text_and_posts_once(stage: Stage) -> None:
    stage.open()
    stage.write(CONFIDENTIAL)
    stage.click_send()
    until(stage.dialog, "the dialog")
    stage.remount()
    stage.answer("edit")
    stage.says("Not sent, your text is still here")
    stage.reads(CONFIDENTIAL)
    stage.click_send()
    until(stage.dialog, "the dialog")
    stage.remount()
    stage.answer("post")
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")
    assert stage.sent()[0].text.strip() == CONFIDENTIAL


def test_a_page_that_takes_the_dialog_out_sends_nothing(stage: Stage) -> None:
    stage.open()
    stage.write(CONFIDENTIAL)
    stage.click_send()
    until(stage.dialog, "the dialog")
    stage.page.evaluate("() => document.querySelector('right-handle-ui').remove()")
    stage.says("Not sent, your text is still here")
    assert stage.sent() == []
    stage.click_send()
    stage.answer("post")
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")


def test_a_site_that_has_changed_says_so_until_it_is_known_again(world: World, page: Page) -> None:
    stage = world.stage(page, "x").open()
    rename(page, "tweetTextarea_0", "renamed")
    page.click("[data-testid=renamed]")
    page.type("hello there")
    until(lambda: CHANGED in stage.shown(), "the line", seconds=30)
    assert stage.shown().count(CHANGED) == 1
    rename(page, "renamed", "tweetTextarea_0")
    page.type(" more")
    until(lambda: CHANGED not in stage.shown(), "the line gone")


def rename(page: Page, old: str, new: str) -> None:
    """Gives the editor another test id, as a redesign would."""
    page.evaluate(
        f"() => document.querySelectorAll('[data-testid={old}]')"
        f".forEach((node) => node.setAttribute('data-testid', '{new}'))"
    )
