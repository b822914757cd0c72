"""What happens at Send, on four sites in two browsers, with real keys and a real pointer."""

from __future__ import annotations

import pytest

from tests.browsers.conftest import World
from tests.browsers.driver.page import Page, stays, until
from tests.browsers.stage import Stage

MOTORCITY = (
    "I find it ironic that Detroit is known as the #motorcity and yet no one here knows how to f**king drive"
)
CONFIDENTIAL = "Thrilled to start with Halcyon Bank on Monday"
CLEAR = "The workshop in Leeds opens at nine on Monday: https://halden.example/leeds #service"

WAYS = {"click": ("click", "submit"), "keys": ("keydown",)}
"""How a person sends -> the events by which a site may learn of it."""


def send(stage: Stage, way: str) -> None:
    stage.click_send() if way == "click" else stage.key_send()


def still_edits(stage: Stage, text: str) -> None:
    """The editor holds `text`, has the focus, and types, deletes and undoes."""
    page = stage.page
    stage.reads(text)
    page.press("Control", "End")
    page.type(" ok")
    stage.reads(f"{text} ok")
    page.press("Backspace")
    stage.reads(f"{text} o")
    page.press("Control", "z")
    until(lambda: stage.text() != f"{text} o", "undoing")


@pytest.mark.parametrize("way", WAYS)
def test_the_detroit_post_is_held_as_the_company_and_nothing_leaves(stage: Stage, way: str) -> None:
    stage.open()
    stage.write(MOTORCITY)
    send(stage, way)
    dialog = until(stage.dialog, "the dialog")
    account, words = dialog.index(f"@{stage.company.handle}"), dialog.index("f**king")
    assert account < words, dialog
    assert "Held" in dialog
    assert "Not sent, your text is still here." in dialog
    assert "post" not in stage.actions()
    stage.answer("edit")
    until(lambda: stage.dialog() is None, "the dialog closed")
    still_edits(stage, MOTORCITY)
    assert stage.sent() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_post_to_confirm_is_sent_exactly_once_by_post_as(stage: Stage, way: str) -> None:
    stage.open()
    stage.write(CONFIDENTIAL)
    send(stage, way)
    until(stage.dialog, "the dialog")
    assert stage.page.ui_focus() == "edit"
    assert (stage.page.ui_text("[data-act=post]") or "").startswith(f"Post as @{stage.company.handle}")
    assert stage.sent() == []
    stage.answer("post")
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")
    assert stage.sent()[0].text.strip() == CONFIDENTIAL
    assert stage.text() == ""


@pytest.mark.parametrize("way", WAYS)
def test_a_clear_post_leaves_by_the_persons_own_event(stage: Stage, way: str) -> None:
    stage.open()
    stage.write(CLEAR)
    stage.settled()
    send(stage, way)
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")
    sent = stage.sent()[0]
    assert sent.text.strip() == CLEAR
    assert sent.trigger in WAYS[way]
    assert sent.trusted
    assert stage.dialog() is None


@pytest.mark.parametrize("way", WAYS)
def test_the_same_sentence_leaves_the_personal_account_at_once(stage: Stage, way: str) -> None:
    stage.open(personal=True)
    stage.write(MOTORCITY)
    stage.settled()
    send(stage, way)
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")
    assert stage.sent()[0].text.strip() == MOTORCITY
    assert stage.sent()[0].trusted
    assert stage.dialog() is None


def test_when_the_readings_disagree_it_says_so_and_checks_as_the_company(stage: Stage) -> None:
    stage.open(disagree=True)
    stage.write("The")
    stage.says("can’t tell which account")
    stage.page.type(MOTORCITY.removeprefix("I"))
    stage.click_send()
    until(stage.dialog, "the dialog")
    assert "post" not in stage.actions()
    stage.answer("edit")
    assert stage.text() == MOTORCITY.replace("I find", "The find")
    assert stage.sent() == []


@pytest.mark.parametrize("way", WAYS)
def test_a_clear_post_sent_before_it_was_checked_leaves_exactly_once(stage: Stage, way: str) -> None:
    stage.open()
    stage.write(CLEAR[:40])
    stage.paste(" again")
    send(stage, way)
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")
    assert stage.sent()[0].text.strip().startswith(CLEAR[:40])
    assert stage.text() == ""


def test_a_double_click_never_posts_twice(stage: Stage) -> None:
    stage.open()
    stage.write(CLEAR)
    stage.click_send(times=2)
    until(stage.sent, "the post")
    stays(lambda: len(stage.sent()) == 1, "one post")
    stage.write(CONFIDENTIAL)
    stage.click_send(times=2)
    until(stage.dialog, "the dialog")
    stage.answer("post", times=2)
    until(lambda: len(stage.sent()) == 2, "the second post")
    stays(lambda: len(stage.sent()) == 2, "one post more")


@pytest.mark.parametrize("key", ["Escape", "Enter"])
def test_escape_and_enter_in_the_dialog_mean_edit(stage: Stage, key: str) -> None:
    stage.open()
    stage.write(CONFIDENTIAL)
    stage.key_send()
    until(stage.dialog, "the dialog")
    until(lambda: stage.page.ui_focus() == "edit", "the focus on Edit")
    # A key pressed too soon after the dialog came is taken for one that was on its way, and ignored.
    until(lambda: stage.dialog() is None or stage.page.press(key), "the dialog closed")
    stays(lambda: stage.sent() == [], "nothing was sent")
    assert stage.text() == CONFIDENTIAL


def test_an_account_that_changed_after_typing_is_the_one_that_counts(stage: Stage) -> None:
    stage.open(personal=True)
    stage.write(MOTORCITY)
    stage.settled()
    stage.switch(personal=False)
    stage.reads(MOTORCITY)
    stage.click_send()
    stage.says(f"@{stage.company.handle}")
    stays(lambda: stage.sent() == [], "nothing was sent")
    assert stage.text() == MOTORCITY


def test_move_keeps_the_text_and_offers_it_to_the_other_account(stage: Stage) -> None:
    stage.open()
    stage.write(MOTORCITY)
    stage.click_send()
    until(stage.dialog, "the dialog")
    stage.answer("move")
    stage.says(f"@{stage.personal.handle}", "Nothing was posted")
    assert stage.sent() == []
    stage.page.go("about:blank")
    stage.open(personal=True)
    stage.says("is waiting for you")
    stage.page.ui_click("[data-act=put-here]")
    stage.reads(MOTORCITY)
    stage.settled()
    stage.click_send()
    until(stage.sent, "the post")
    stays(lambda: [each.text.strip() for each in stage.sent()] == [MOTORCITY], "one post")


@pytest.mark.parametrize("word", ["ｆｕｃｋｉｎｇ", "fu\u200bcking"], ids=["full width", "zero width"])
def test_a_disguised_word_is_held_too(stage: Stage, word: str) -> None:
    stage.open()
    stage.write(f"😀 no one here knows how to {word} drive")
    stage.click_send()
    dialog = until(stage.dialog, "the dialog")
    assert word.replace("\u200b", "") in dialog.replace("\u200b", "")
    assert stage.sent() == []


def test_a_composer_that_was_made_anew_is_still_watched(stage: Stage) -> None:
    stage.open()
    stage.write(MOTORCITY)
    stage.remount()
    stage.reads(MOTORCITY)
    stage.click_send()
    stage.answer("edit")
    assert stage.sent() == []


def test_a_composer_that_comes_late_is_watched(stage: Stage) -> None:
    stage.open(slow=1500)
    stage.write(MOTORCITY)
    stage.click_send()
    until(stage.dialog, "the dialog")
    assert stage.sent() == []


def test_a_form_sent_by_enter_in_another_field_is_held(world: World, page: Page) -> None:
    stage = world.stage(page, "mastodon").open()
    stage.write(MOTORCITY)
    page.click("#cw-spoiler-input")
    page.press("Enter")
    until(stage.dialog, "the dialog")
    stage.answer("edit")
    assert stage.text() == MOTORCITY
    assert stage.sent() == []
