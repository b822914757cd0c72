"""The practice page by itself: a site like any other, whose editor types, undoes and deletes."""

from __future__ import annotations

from tests.browsers.driver.page import Page, until

COMPOSER = '[data-testid="square-composer"]'
POST = '[data-testid="square-post"]'


def received(square: Page) -> list[list[str]]:
    found: list[list[str]] = square.evaluate(
        """() => [...document.querySelectorAll("article[data-author][data-post]")]
          .sort((a, b) => a.dataset.post - b.dataset.post)
          .map((each) => [each.dataset.author, each.querySelector(".text").textContent])"""
    )
    return found


def readings(square: Page) -> tuple[str, str]:
    session, header = square.evaluate(
        """() => [JSON.parse(localStorage.getItem("square-session")).handle,
          document.querySelector('button[aria-pressed="true"][data-handle]').dataset.handle]"""
    )
    return session, header


def test_both_readings_of_the_account_follow_the_switch_and_outlive_a_reload(square: Page) -> None:
    assert readings(square) == ("HaldenMotors", "HaldenMotors")
    square.click('button[data-handle="jomarsh"]')
    assert readings(square) == ("jomarsh", "jomarsh")
    address = square.evaluate("() => location.href")
    # Straight to itself, as a reload goes: by way of about:blank Firefox may load it in another process,
    # which for a moment still has the storage of before.
    square.evaluate("() => { document.title = 'before' }")
    square.go(address)
    assert square.evaluate("() => document.title") != "before"
    assert readings(square) == ("jomarsh", "jomarsh")


def test_the_composer_types_undoes_and_deletes_and_is_sent_by_key_and_by_click(square: Page) -> None:
    square.click(COMPOSER)
    square.type("one\ntwoo")
    square.press("Backspace")
    assert square.value(COMPOSER) == "one\ntwo"
    square.press("Control", "Enter")
    until(lambda: received(square) == [["HaldenMotors", "one\ntwo"]], "the first post")
    square.click('button[data-handle="jomarsh"]')
    square.click(COMPOSER)
    square.type("three")
    square.click(POST)
    until(lambda: received(square)[1:] == [["jomarsh", "three"]], "the second post")


def test_the_sample_goes_in_as_if_typed_and_one_undo_takes_it_back(square: Page) -> None:
    square.click("#sample")
    assert "#motorcity and yet no one here knows how to f**king drive" in (square.value(COMPOSER) or "")
    square.press("Control", "z")
    assert (square.value(COMPOSER) or "").strip() == ""


def test_an_empty_composer_posts_nothing(square: Page) -> None:
    square.click(COMPOSER)
    square.type("a")
    square.press("Backspace")
    square.press("Control", "Enter")
    square.click(POST)
    assert received(square) == []


def test_a_reply_is_sent_by_enter_and_by_its_button_and_shift_enter_is_a_new_line(square: Page) -> None:
    square.click("[data-reply]")
    square.type("a reply")
    square.press("Shift", "Enter")
    square.type("of two lines")
    assert received(square) == []
    square.press("Enter")
    until(lambda: received(square) == [["HaldenMotors", "a reply\nof two lines"]], "the reply")
    square.click("[data-reply]")
    square.type("another")
    square.click('[data-testid="square-reply-send"]')
    until(lambda: len(received(square)) == 2, "the other reply")


def test_what_is_posted_is_text_and_stays_in_the_page(square: Page) -> None:
    loaded = "() => performance.getEntriesByType('resource').length"
    before = square.evaluate(loaded)
    square.click(COMPOSER)
    square.type("<img src=/x> & <b>bold</b>")
    square.press("Control", "Enter")
    until(lambda: received(square) == [["HaldenMotors", "<img src=/x> & <b>bold</b>"]], "the post")
    assert square.evaluate(loaded) == before


def test_the_square_does_not_scroll_sideways_at_320(square: Page) -> None:
    square.resize(320, 640)
    square.click("#sample")
    assert square.evaluate("() => document.documentElement.scrollWidth") <= 320
