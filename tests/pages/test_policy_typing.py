"""Typing in the policy’s text where it is hardest: through an input method, on a phone, unchecked."""

from __future__ import annotations

import pytest

from tests.browsers.driver.page import stays, until
from tests.pages.authoring import SMALL, Author

TEXT = SMALL.format(version=1)

COMPOSE = """(type, words) => {
  const box = document.querySelector("#policy-text");
  const { selectionEnd: end } = box;
  if (type === "compositionstart") box.dispatchEvent(new CompositionEvent(type));
  box.setRangeText(words, end, end, "end");
  box.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
  if (type === "compositionend") box.dispatchEvent(new CompositionEvent(type));
}"""
"""What an input method does: it puts words in that change until the composition ends."""


def test_a_companion_that_is_away_costs_nothing(author: Author) -> None:
    author.edit()
    author.companion.stop()
    author.put_caret("We speak kindly")
    author.tab.type(" here")
    author.shows("Right Handle isn’t running, so nothing is checked. Your text is kept in this tab.")
    author.tab.type(" too")
    author.companion.start()
    author.tab.click(".bar button", "Type a code")
    author.fill("Code", author.companion.code())
    author.tab.press("Enter")
    until(lambda: author.tab.text("#main h1"), "the way back in")
    author.is_saved(TEXT.replace("kindly", "kindly here too"))
    author.shows("Saved here as a draft")


def test_what_nobody_checked_is_not_called_free_of_errors(author: Author) -> None:
    author.edit()
    author.companion.stop()
    try:
        author.put_caret("**Weight")
        author.tab.type("s")
        author.shows("Your text is kept in this tab.")
        author.stands("Not checked")
        author.shows("Not checked. Version 1 stays in force.")
    finally:
        author.companion.start()


def test_a_word_that_is_still_being_composed_is_not_saved(author: Author) -> None:
    author.edit()
    author.put_caret("We speak kindly")
    author.tab.evaluate(COMPOSE, "compositionstart", "に")
    stays(lambda: author.saved() is None, "nothing saved", seconds=1.2)
    assert "にほん" not in author.text()
    author.tab.evaluate(COMPOSE, "compositionend", "ほん")
    author.is_saved(TEXT.replace("kindly", "kindlyにほん"))


@pytest.mark.parametrize("width", [320, 640])
def test_where_there_is_no_margin_the_carets_line_says_its_error(author: Author, width: int) -> None:
    author.tab.resize(width, 800)
    author.edit()
    author.put_caret("**Weight")
    author.tab.type("s")
    author.stands("1 error, not in force")
    until(lambda: "‘Weights’ is not a label." in (author.tab.text(".here") or ""), "the error of the line")
    author.put_caret("# Halden")
    until(lambda: not author.tab.text(".here"), "nothing at a line without one")
    author.tab.click('[aria-label="Next error"]')
    until(lambda: "‘Weights’ is not a label." in (author.tab.text(".here") or ""), "it again")
    assert author.tab.evaluate("() => document.documentElement.scrollWidth") <= width
