"""The text of the policy while it is being written: errors beside the lines, and nothing ever lost."""

from __future__ import annotations

import pytest

from tests.browsers.driver.page import stays, until
from tests.pages.authoring import SMALL, Author

TEXT = SMALL.format(version=1)
LONG = TEXT + "\n" + "".join(f"Line {number} of a long policy, in plain words.\n" for number in range(2_000))

NOTES = """() => [...document.querySelectorAll(".margin > li")].map((note) => {
  const row = document.querySelector(".copy > .bad");
  return [note.innerText, Math.abs(note.getBoundingClientRect().top - row.getBoundingClientRect().top)];
})"""

SELECTED = """() => {
  const { value, selectionStart, selectionEnd } = document.activeElement;
  return value.slice(selectionStart, selectionEnd);
}"""

ROWS_TOUCHED = """async (key) => {
  const box = document.querySelector("#policy-text");
  const touched = new Set();
  const watch = new MutationObserver((records) => records.forEach(({ type, target, addedNodes }) => {
    if (type === "attributes") return;
    if (target.className !== "copy") touched.add(target);
    addedNodes.forEach((node) => touched.add(node));
  }));
  watch.observe(document.querySelector(".copy"), { subtree: true, childList: true, characterData: true });
  box.setSelectionRange(5000, 5000);
  document.execCommand("insertText", false, key);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  watch.disconnect();
  return touched.size;
}"""


def test_an_error_is_said_beside_its_line_while_one_writes_and_goes_when_it_is_mended(author: Author) -> None:
    author.edit()
    author.stands("In force")
    author.put_caret("**Weight")
    author.tab.type("s")
    author.stands("1 error, not in force")
    [[note, away]] = author.tab.evaluate(NOTES)
    assert note.startswith("Line 14, CONF-1: ‘Weights’ is not a label.")
    assert away <= 4
    author.tab.press("Backspace")
    author.stands("In force")
    assert author.tab.evaluate(NOTES) == []


def test_errors_are_read_out_politely_and_lead_to_their_line(author: Author) -> None:
    author.edit()
    author.put_caret("confidential")
    author.tab.type("x")
    author.stands("1 error, not in force")
    until(
        lambda: author.tab.evaluate("() => document.querySelector('[role=status]').textContent"),
        "it read out",
    )
    for button in (".margin button", '[aria-label="Next error"]'):
        author.put_caret("# Halden")
        author.tab.click(button)
        assert author.tab.evaluate(SELECTED) == "- **Category:** confidentialx"


def test_what_is_typed_is_saved_and_there_again_after_a_reload(author: Author) -> None:
    author.edit()
    author.put_caret("We speak kindly")
    author.tab.type(", always")
    changed = TEXT.replace("kindly", "kindly, always")
    author.is_saved(changed)
    author.stands("No errors, not in force yet")
    author.tab.go(author.address + "/?again")
    author.edit()
    assert author.text() == changed
    author.shows("Saved here as a draft")


def test_undo_is_the_browsers_own_and_outlives_a_check(author: Author) -> None:
    author.edit()
    author.put_caret("We speak")
    author.tab.type("!")
    author.stands("No errors, not in force yet")
    author.tab.press("Control", "z")
    until(lambda: author.text() == TEXT, "the text as it was")


def test_a_file_from_windows_keeps_its_line_ends(author: Author) -> None:
    windows = TEXT.replace("\n", "\r\n")
    author.begin(windows)
    author.edit()
    author.put_caret("We speak kindly.")
    author.tab.type("\nAlways.")
    author.is_saved(windows.replace("kindly.\r\n", "kindly.\r\nAlways.\r\n"))


def test_lines_keep_their_own_ends_where_a_file_mixes_them(author: Author) -> None:
    found = author.tab.evaluate(
        """async () => {
          const { withEnds } = await import("/static/js/policy-lines.js");
          return [
            withEnds("a\\r\\nb\\nc\\r\\n", "a\\nx\\ny\\nc\\n"),
            withEnds("a\\rb", "a\\nb"),
            withEnds("", "a\\nb"),
            withEnds("a\\r\\nb", "a\\nb\\nc"),
          ];
        }"""
    )
    assert found == ["a\r\nx\r\ny\r\nc\r\n", "a\rb", "a\nb", "a\r\nb\r\nc"]


def test_another_windows_draft_is_told_and_ones_own_text_stays(author: Author) -> None:
    author.edit()
    theirs = TEXT.replace("Halcyon Bank", "Northwind")
    base = author.call("GET", "/policy")["sha256"]
    author.call("PUT", "/policy/draft", {"text": theirs, "base": base, "revision": 0})
    author.put_caret("We speak kindly")
    author.tab.type(" here")
    author.shows("Saved in another window")
    author.shows("Your text is kept in this tab.")
    mine = TEXT.replace("kindly", "kindly here")
    assert author.text() == mine
    assert "Northwind" in (author.tab.text(".meeting") or "")
    assert author.saved() == theirs
    author.tab.click(".meeting button", "Keep mine")
    author.is_saved(mine)
    until(lambda: author.tab.text(".meeting") is None, "the question gone")


def test_another_windows_draft_can_be_taken(author: Author) -> None:
    author.edit()
    theirs = TEXT.replace("Halcyon Bank", "Northwind")
    base = author.call("GET", "/policy")["sha256"]
    author.call("PUT", "/policy/draft", {"text": theirs, "base": base, "revision": 0})
    author.put_caret("We speak kindly")
    author.tab.type(" here")
    author.shows("Saved in another window")
    author.tab.click(".meeting button", "Take theirs")
    author.tab.click(".ask button", "Take theirs")
    until(lambda: author.text() == theirs, "their text")
    author.stands("No errors, not in force yet")


def test_a_policy_that_came_into_force_meanwhile_is_told(author: Author) -> None:
    author.edit()
    author.put_caret("We speak kindly")
    author.tab.type(" here")
    author.stands("No errors, not in force yet")
    base = author.call("GET", "/policy")["sha256"]
    author.call("POST", "/policy/adopt", {"text": SMALL.format(version=2), "base_sha256": base})
    author.open("policy", "Halden speaks")
    author.edit()
    author.shows("Version 2 came into force meanwhile.")
    assert "kindly here" in author.text()
    author.tab.click(".meeting button", "Keep mine")
    until(lambda: author.tab.text(".meeting") is None, "the question gone")


def test_leaving_the_editor_at_once_still_saves(author: Author) -> None:
    author.edit()
    author.put_caret("We speak kindly")
    author.tab.type(" here")
    author.open("policy", "Halden speaks")
    author.is_saved(TEXT.replace("kindly", "kindly here"))


def test_back_to_the_version_in_force_asks_first(author: Author) -> None:
    author.edit()
    author.put_caret("We speak kindly")
    author.tab.type(" here")
    author.is_saved(TEXT.replace("kindly", "kindly here"))
    author.tab.click("button", "Back to version 1")
    author.shows("Your changes are then gone.")
    author.tab.press("Escape")
    assert "kindly here" in (author.saved() or "")
    author.tab.click("button", "Back to version 1")
    author.tab.click(".ask button", "Back to version 1")
    until(lambda: author.tab.text("#main h1") == "Halden speaks", "the policy to read")
    assert author.saved() is None


def test_a_key_in_a_long_policy_touches_one_line_of_the_copy(author: Author) -> None:
    author.begin(LONG)
    author.edit()
    assert author.tab.evaluate("() => document.querySelectorAll('.copy > div').length") > 2_000
    assert author.tab.evaluate(ROWS_TOUCHED, "a") <= 2
    assert author.tab.evaluate(ROWS_TOUCHED, "\n") <= 3
    numbered = author.tab.evaluate("() => document.querySelectorAll('.copy > [data-line]').length")
    assert 20 < numbered < 200


@pytest.mark.parametrize("width", [320, 1280])
def test_the_copy_wraps_as_the_text_does(author: Author, width: int) -> None:
    author.begin(
        TEXT + "\n" + "Halcyon-und-Northwind-" * 30 + "\n\n" + "trailing   spaces    " * 20 + "\n\t\ttabs\n"
    )
    author.tab.resize(width, 800)
    author.edit()
    heights = author.tab.evaluate(
        """() => ["#policy-text", ".copy"].map((each) => document.querySelector(each).scrollHeight)"""
    )
    assert heights[0] == heights[1]


def test_markup_in_a_policy_is_shown_as_the_text_it_is(author: Author) -> None:
    evil = "<img src=x onerror=window.__ran=1><script>window.__ran=1</script>"
    text = TEXT.replace("We speak kindly.", f"{evil}\n\n- **{{client names}}:** {evil}; Northwind")
    text = text.replace("# Halden speaks", f"# Halden {evil}").replace("on Monday!", f"on Monday {evil}")
    author.edit()
    author.tab.evaluate("async (text) => (await import('/static/js/policy-draft.js')).draft.put(text)", text)
    author.is_saved(text)
    for page in ("policy/edit", "policy/edit/rules", "policy/edit/rules/CONF-1", "policy/edit/changes"):
        author.open(page, "Edit the policy")
        stays(
            lambda: author.tab.evaluate(
                "() => !window.__ran && !document.querySelector('#main :is(img, script)')"
            ),
            f"{page} without anything of the text’s own",
            seconds=0.3,
        )
    base = author.call("GET", "/policy")["sha256"]
    author.call("POST", "/policy/adopt", {"text": text, "base_sha256": base})
    author.tab.evaluate("() => { location.hash = '#/policy'; }")
    author.shows("window.__ran=1")
    assert author.tab.evaluate("() => !window.__ran && !document.querySelector('#main :is(img, script)')")
