"""The pages of the policy as a test meets them: a companion of their own, and the editor's parts."""

from __future__ import annotations

from typing import Any

from tests.browsers.driver.page import until
from tests.pages.conftest import Settings

SMALL = """# Halden speaks

- **Version:** {version}

We speak kindly.

## 1. What stays with us

### CONF-1: Do not name a client early

We promise clients silence until both sides have signed.

- **Category:** confidential
- **Weight:** confirm
- **Applies to:** company, ambassador
- **Looks for:** Halcyon Bank
- **Consequence:** Delete it and tell your manager.

Not allowed:
> Thrilled to start with **Halcyon Bank** on Monday!

Allowed:
> We start with a new client on Monday!

## 2. Signature

> I have read this.
"""
"""A policy that passes: `SMALL.format(version=…)`."""

_CALL = """async (method, path, body) => {
  const { call } = await import("/static/js/companion.js");
  try {
    return (await call(method, path, body ? { body } : {})) ?? null;
  } catch (error) {
    return { refused: error.code };
  }
}"""


class Author(Settings):
    """Someone who changes the policy, at the settings page."""

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Makes a call with the page's own key, as another window would; answers its JSON."""
        return self.tab.evaluate(_CALL, method, path, body)

    def drafts(self, text: str) -> None:
        """Leaves `text` as the draft."""
        base = self.call("GET", "/policy")["sha256"]
        saved = self.call("PUT", "/policy/draft", {"text": text, "base": base, "revision": 0})
        assert "refused" not in saved, saved

    def begin(self, text: str) -> None:
        """Puts `text` in force, with no draft beside it."""
        self.call("DELETE", "/policy/draft")
        policy = self.call("GET", "/policy")
        if policy["text"] != text:
            adopted = self.call("POST", "/policy/adopt", {"text": text, "base_sha256": policy["sha256"]})
            assert "refused" not in adopted, adopted

    def edit(self) -> None:
        """Opens the editor and waits until its text has been checked."""
        self.open("policy/edit", "Edit the policy")
        until(lambda: self.state() not in ("", "Checking"), "the text checked")

    def state(self) -> str:
        """Answers how the changed policy stands: “2 errors, not in force”."""
        return self.tab.text("#policy-state") or ""

    def stands(self, words: str) -> None:
        """Waits until the changed policy stands as `words` say."""
        until(lambda: self.state() == words, f"“{words}”, not “{self.state()}”")

    def text(self) -> str:
        """Answers what the editor holds."""
        return self.tab.value("#policy-text") or ""

    def put_caret(self, after: str) -> None:
        """Puts the caret behind the first place where the text says `after`."""
        self.tab.evaluate(
            """(after) => {
              const box = document.querySelector("#policy-text");
              const place = box.value.indexOf(after) + after.length;
              box.focus();
              box.setSelectionRange(place, place);
            }""",
            after,
        )

    def saved(self) -> str | None:
        """Answers the draft that the companion keeps, None where it keeps none."""
        draft = self.call("GET", "/policy/draft")
        return None if "refused" in draft else str(draft["text"])

    def is_saved(self, text: str) -> None:
        """Waits until the companion keeps exactly `text`."""
        until(lambda: self.saved() == text, f"{text!r} saved, not {self.saved()!r}")
