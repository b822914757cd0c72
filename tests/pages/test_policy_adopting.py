"""The rest of the policy’s pages: trying, adopting, earlier versions, starters, signing."""

from __future__ import annotations

from tests.browsers.driver.page import until
from tests.pages.authoring import SMALL, Author
from tests.pages.test_settings_page import UNNAMED

TEXT = SMALL.format(version=1)
SECOND = TEXT.replace("**Version:** 1", "**Version:** 2").replace("Halcyon Bank", "Northwind")


def test_a_sentence_is_tried_against_the_changed_policy(author: Author) -> None:
    author.drafts(SECOND)
    author.open("policy/edit/try", "Edit the policy")
    author.tab.click("#sentence")
    author.tab.type("We start with Northwind on Monday")
    author.shows("Held. Please confirm")
    author.shows("Under version 1 this would leave untouched.")
    assert author.tab.text(".copy mark") == "Northwind"


def test_what_changes_is_said_before_anything_is_adopted(author: Author) -> None:
    author.drafts(SECOND)
    author.open("policy/edit/changes", "Edit the policy")
    author.shows("CONF-1")
    author.shows("real posts")
    author.tab.click("button", "Adopt version 2")
    assert author.tab.evaluate("() => document.activeElement.textContent") == "Not yet"
    author.tab.press("Escape")
    assert author.call("GET", "/policy")["version"] == "1"
    author.tab.click("button", "Adopt version 2")
    author.tab.click(".ask button", "Adopt version 2")
    author.shows("Version 2 is in force.")
    assert author.call("GET", "/policy")["text"] == SECOND
    assert author.saved() is None


def test_a_policy_with_errors_can_not_be_adopted(author: Author) -> None:
    author.drafts(SECOND.replace("**Weight:**", "**Wieght:**"))
    author.open("policy/edit/changes", "Edit the policy")
    author.shows("to mend first.")
    assert "Adopt" not in (author.tab.text("#main") or "")


def test_a_policy_adopted_meanwhile_is_not_written_over(author: Author) -> None:
    author.drafts(SECOND)
    author.open("policy/edit/changes", "Edit the policy")
    author.shows("Adopt it")
    base = author.call("GET", "/policy")["sha256"]
    author.call("POST", "/policy/adopt", {"text": SMALL.format(version="1b"), "base_sha256": base})
    author.tab.click("button", "Adopt version 2")
    author.tab.click(".ask button", "Adopt version 2")
    author.shows("Version 1b came into force meanwhile.")
    assert author.call("GET", "/policy")["version"] == "1b"
    assert author.saved() == SECOND


def test_earlier_versions_are_read_compared_and_taken_up_again(author: Author) -> None:
    author.begin(SECOND)
    author.open("policy/versions", "Earlier versions")
    author.tab.click("button", "Compare")
    author.shows("CONF-1")
    author.tab.click(".people a", "Version 1")
    until(lambda: "**Version:** 1" in (author.tab.text("pre") or ""), "its text")
    author.tab.click("button", "Go back to version 1")
    author.tab.click(".ask button", "Go back to version 1")
    author.shows("Version 1 is in force.")
    assert author.call("GET", "/policy")["text"] == TEXT


def test_a_starter_goes_into_the_editor_and_not_into_force(author: Author) -> None:
    author.drafts(SECOND)
    author.open("policy/new", "Start from another")
    names = [one["name"] for one in author.call("GET", "/policy/starters")["starters"]]
    shown = author.tab.evaluate("() => document.querySelectorAll('.people a').length")
    assert shown == len(names)
    author.tab.evaluate("(name) => { location.hash = `#/policy/new/${name}`; }", names[0])
    author.tab.click("button", "Put it into the editor")
    author.shows("Let your draft go?")
    assert author.saved() == SECOND
    author.tab.click(".ask button", "Put it into the editor")
    until(lambda: author.tab.text("#main h1") == "Edit the policy", "the editor")
    author.is_saved(author.call("GET", f"/policy/starters/{names[0]}")["text"])
    assert author.call("GET", "/policy")["text"] == TEXT


def test_the_policy_is_signed_with_a_name_and_consent(author: Author) -> None:
    author.begin(SMALL.format(version=f"signed in {author.tab.__class__.__name__}"))
    author.open("policy", "Halden speaks")
    author.shows("I have read this.")
    author.tab.click(".sign button", "Sign")
    author.shows("Write your name.")
    author.fill("Your name", "Ana Reyes")
    author.tab.press("Enter")
    author.shows("Tick the box first")
    author.tab.click(".tick input")
    author.tab.click(".sign button", "Sign")
    author.shows("Signed by Ana Reyes on ")
    signed = author.call("GET", "/acknowledgements")["acknowledgements"][0]
    assert signed["name"] == "Ana Reyes"
    assert signed["policy_sha256"] == author.call("GET", "/policy")["sha256"]


def test_the_policy_reads_whole_with_what_it_says_nothing_about(author: Author) -> None:
    more = TEXT.replace(
        "We speak kindly.",
        "- **Allowance:** 30 minutes a day\n- **Personal use:** 12:00 to 14:00 on working days\n"
        "- **@HaldenMotors on x:** company; customer support; spoken for by Ana Reyes\n"
        "- **{competitors}:** Northwind; Acme\n\nWe speak kindly.",
    ).replace(
        "- **Consequence:**", "- **Sites:** LinkedIn\n- **Always allowed:** 030 1234567\n- **Consequence:**"
    )
    author.begin(more)
    author.open("policy", "Halden speaks")
    for words in (
        "@HaldenMotors on X, company",
        "customer support",
        "Spoken for by Ana Reyes",
        "30 minutes a day",
        "12:00 to 14:00 on working days",
        "Northwind; Acme",
        "Only on",
        "030 1234567",
        "This policy says nothing about ",
    ):
        author.shows(words)


def test_every_page_of_the_policy_fits_320_and_names_its_controls(author: Author) -> None:
    author.begin(SECOND)
    author.drafts(TEXT.replace("**Weight:**", "**Wieght:**").replace("confidential", "secretive" * 12))
    author.tab.resize(320, 640)
    pages = {
        "policy/edit": "Edit the policy",
        "policy/edit/rules": "Edit the policy",
        "policy/edit/rules/CONF-1": "Edit the policy",
        "policy/edit/try": "Edit the policy",
        "policy/edit/changes": "Edit the policy",
        "policy/versions": "Earlier versions",
        "policy/new": "Start from another",
        "policy": "Halden speaks",
    }
    for page, heading in pages.items():
        author.open(page, heading)
        author.tab.at_rest()
        assert author.tab.evaluate("() => document.documentElement.scrollWidth") <= 320, page
        assert author.tab.evaluate(UNNAMED) == [], page
