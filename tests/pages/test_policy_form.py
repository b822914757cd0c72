"""A rule in its form, for those who want no Markdown: what is typed there goes into the text, or is kept."""

from __future__ import annotations

from tests.browsers.driver.page import until
from tests.pages.authoring import SMALL, Author

TEXT = SMALL.format(version=1)

CHOOSE = """(label, value) => {
  const all = [...document.querySelectorAll("label")];
  const select = all.find((each) => each.textContent.trim() === label).control;
  select.value = value;
  for (const type of ["input", "change"]) select.dispatchEvent(new Event(type, { bubbles: true }));
}"""

FAULT_OF = """(label) => {
  const all = [...document.querySelectorAll("label")];
  const input = all.find((each) => each.textContent.trim() === label).control;
  return document.getElementById(input.getAttribute("aria-describedby").split(" ")[0]).innerText;
}"""


VALUE_OF = """(label) => {
  const all = [...document.querySelectorAll("label")];
  return all.find((each) => each.textContent.trim() === label).control.value;
}"""


def the_rule(author: Author, rule: str) -> None:
    """Opens a rule in its form."""
    author.tab.evaluate("(rule) => { location.hash = `#/policy/edit/rules/${rule}`; }", rule)
    until(lambda: rule in (author.tab.text(".section h2") or ""), f"the form of {rule}")


def test_a_rule_is_changed_in_its_form_and_nothing_else_of_the_file(author: Author) -> None:
    author.begin(TEXT.replace("\n", "\r\n").replace("kindly.", "kindly.   "))
    before = author.call("GET", "/policy")["text"]
    the_rule(author, "CONF-1")
    author.tab.evaluate(CHOOSE, "Weight", "stop")
    author.is_saved(before.replace("** confirm", "** stop"))
    author.fill("Unless it says", "case study")
    until(lambda: "case study" in (author.saved() or ""), "the new line")
    after = author.saved() or ""
    assert [line for line in after.split("\r\n") if "case study" not in line] == before.replace(
        "** confirm", "** stop"
    ).split("\r\n")


def test_a_rules_errors_are_said_beside_their_fields(author: Author) -> None:
    the_rule(author, "CONF-1")
    author.fill("Looks for", "Northwind")
    until(lambda: author.state().endswith("not in force"), "the error")
    author.shows("Halcyon Bank")
    until(lambda: author.tab.text(".example .err"), "the error beside its example")
    author.fill("Id", "two words")
    until(lambda: "id" in author.tab.evaluate(FAULT_OF, "Id"), "the fault of the id")
    author.fill("Id", "CONF-7")
    until(lambda: author.tab.evaluate(FAULT_OF, "Id") == "", "the fault gone")
    until(lambda: "### CONF-7: Do not name" in (author.saved() or ""), "the new id")


def test_the_last_word_in_a_form_is_there_however_fast_one_leaves_it(author: Author) -> None:
    the_rule(author, "CONF-1")
    author.fill("Title", "Name no client")
    author.open("policy/edit", "Edit the policy")
    until(author.text, "the text")
    assert "### CONF-1: Name no client\n" in author.text()
    author.is_saved(author.text())


def test_a_form_that_could_not_be_written_is_told_and_found_again_as_it_was_left(author: Author) -> None:
    the_rule(author, "CONF-1")
    author.fill("Title", "Name no client")
    author.fill("Id", "two words")
    until(lambda: "id" in author.tab.evaluate(FAULT_OF, "Id"), "the fault of the id")
    author.open("policy/edit/try", "Edit the policy")
    author.shows("What you wrote in the form of CONF-1 is not in the text yet.")
    author.tab.click(".meeting a", "Go on with it")
    until(lambda: author.tab.text(".rule-form"), "the form")
    assert author.tab.evaluate(VALUE_OF, "Title") == "Name no client"
    assert "id" in author.tab.evaluate(FAULT_OF, "Id")
    author.fill("Id", "CONF-2")
    until(lambda: "### CONF-2: Name no client\n" in (author.saved() or ""), "the form in the text")
    author.open("policy/edit/try", "Edit the policy")
    assert author.tab.text(".meeting") is None


def test_a_form_keeps_its_words_while_the_companion_is_away(author: Author) -> None:
    the_rule(author, "CONF-1")
    author.companion.stop()
    author.fill("Title", "Name no client")
    author.shows("Your words stay here.")
    author.companion.start()
    author.tab.click(".rule-form button", "Type a code")
    until(lambda: author.tab.text("#connect input + *, #connect label"), "the place for a code")
    author.fill("Code", author.companion.code())
    author.tab.press("Enter")
    until(lambda: "### CONF-1: Name no client\n" in (author.saved() or ""), "the form in the text")


def test_a_page_that_opens_is_read_from_its_top(author: Author) -> None:
    author.open("policy/edit/rules", "Edit the policy")
    until(lambda: author.tab.text(".people"), "the rules")
    author.tab.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    author.tab.click(".people a")
    until(lambda: author.tab.text(".rule-form"), "the form")
    where = "() => [scrollY, document.activeElement.tagName]"
    assert author.tab.evaluate(where) == [0, "H1"]


def test_a_detector_is_chosen_from_the_list(author: Author) -> None:
    the_rule(author, "CONF-1")
    author.tab.evaluate(CHOOSE, "Something Right Handle finds by itself", "any secret")
    author.is_saved(TEXT.replace("** Halcyon Bank", "** Halcyon Bank; any secret"))


def test_words_are_marked_in_an_example_without_markdown(author: Author) -> None:
    author.drafts(TEXT.replace("**Halcyon Bank**", "Halcyon Bank"))
    the_rule(author, "CONF-1")
    until(lambda: author.tab.text(".example .err"), "what is missing")
    author.tab.evaluate(
        """() => {
          const box = document.querySelector(".example textarea");
          const start = box.value.indexOf("Halcyon Bank");
          box.setSelectionRange(start, start + 12);
        }"""
    )
    author.tab.click(".example button", "Mark the selected words")
    author.is_saved(TEXT)


def test_a_rule_is_added_and_removed_after_a_question(author: Author) -> None:
    author.open("policy/edit/rules", "Edit the policy")
    author.tab.click("button", "Add a rule")
    until(lambda: "NEW-1" in (author.tab.text(".section h2") or ""), "the new rule’s form")
    until(lambda: author.state().endswith("not in force"), "what it lacks")
    assert "### NEW-1: A new rule" in (author.saved() or "")
    author.tab.click("button", "Remove rule")
    author.tab.press("Escape")
    author.tab.click("button", "Remove rule")
    author.tab.click(".ask button", "Remove rule")
    until(lambda: "NEW-1" not in (author.saved() or "NEW-1"), "the rule gone")
