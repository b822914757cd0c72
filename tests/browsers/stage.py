"""One site as a test meets it: its composer, its ways to send, its account switch, what it received."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browsers.driver.page import Page, until
from tests.browsers.sites.people import people
from tests.browsers.sites.server import Record

SITES = ("x", "mastodon", "bluesky", "practice")


@dataclass(frozen=True)
class _Place:
    address: str
    editor: str
    send: str


_PLACES = {
    "x": _Place("https://x.com/home", '[data-testid="tweetTextarea_0"]', '[data-testid="tweetButtonInline"]'),
    "mastodon": _Place(
        "https://mastodon.social/home", "form.compose-form textarea", ".compose-form__submit button"
    ),
    "bluesky": _Place("https://bsky.app/", ".tiptap.ProseMirror", '[data-testid="composerPublishBtn"]'),
    "practice": _Place("", '[data-testid="square-composer"]', '[data-testid="square-post"]'),
}

_CLIENT = " Halcyon Bank"
_CLIENT_RULE = "Do not name clients"

_SELECTED = """() => {
  const { value, selectionStart, selectionEnd } = document.activeElement;
  return value === undefined ? String(getSelection()) : value.slice(selectionStart, selectionEnd);
}"""

# The practice page keeps what it receives to itself, so the test looks over its shoulder: which events
# its own listeners got, and whether they were a person's.
_WATCH_PRACTICE = """() => {
  window.__events = [];
  const note = (event) => window.__events.push([event.type, event.isTrusted]);
  document.querySelector('[data-testid="square-post"]').addEventListener("click", note);
  document.querySelector('[data-testid="square-composer"]').addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) note(event);
  });
}"""


@dataclass(frozen=True)
class Sent:
    """One post that the site received."""

    text: str
    trigger: str
    trusted: bool


class Stage:
    """A page of one site, open as one of its two accounts."""

    def __init__(self, page: Page, site: str, record: Record, practice: str) -> None:
        self.page = page
        self.site = site
        self._place = _PLACES[site]
        self._record = record
        self._address = self._place.address or practice
        self.company, self.personal = people(site)

    def open(self, *, personal: bool = False, disagree: bool = False, slow: int = 0) -> Stage:
        """Opens the site and waits until our interface watches its composer."""
        query = []
        if personal:
            query.append("as=personal")
        if disagree:
            query.append("readings=disagree")
        if slow:
            query.append(f"slow={slow}")
        practice = self.site == "practice"
        self.page.go(self._address + ("?" + "&".join(query) if query and not practice else ""))
        if practice:
            self.page.evaluate(_WATCH_PRACTICE)
            self.switch(personal=personal)
            if disagree:  # the header says one, the session the other
                self.page.evaluate(
                    "() => document.querySelectorAll('button[data-handle]').forEach((button) =>"
                    " button.setAttribute('aria-pressed', String(button.dataset.handle === 'jomarsh')))"
                )
        self.page.activate()
        until(lambda: self.page.value(self._place.editor) is not None, "the composer")
        until(self.labelled, "our label at the composer")
        return self

    def labelled(self) -> bool:
        """Whether our interface has marked the composer with an account."""
        return bool(
            self.page.in_ui("(roots) => roots.some((root) => root.querySelector('[data-part=label]'))")
        )

    def write(self, text: str) -> None:
        """Types into the composer, key by key."""
        self.page.click(self._place.editor)
        self.page.type(text)

    def paste(self, text: str) -> None:
        """Puts a text in at once where the caret stands, as the browser's own insertion does."""
        self.page.evaluate("(text) => document.execCommand('insertText', false, text)", text)

    def settled(self) -> None:
        """Waits until the draft as it stands has been checked.

        A clear verdict shows nothing, by design. So a client's name is typed after the draft, which
        brings a line up, and deleted at one stroke, upon which the line goes when the new verdict is
        there. A space is left behind.
        """
        self.page.press("Control", "End")
        self.page.type(_CLIENT)
        until(lambda: _CLIENT_RULE in self.note(), f"the line about a client’s name, not {self.note()!r}")
        # Word by word, each seen: an editor that lags behind its keys would delete only the last one.
        until(
            lambda: (
                self.page.evaluate(_SELECTED) == _CLIENT.strip()
                or self.page.press("Control", "Shift", "ArrowLeft")
            ),
            "the name selected",
        )
        self.page.press("Backspace")
        until(lambda: _CLIENT_RULE not in self.note(), "the line gone")

    def note(self) -> str:
        """Answers the line under the composer, empty where there is none."""
        return self.page.ui_text("[data-part=note]") or ""

    def text(self) -> str:
        """Answers the draft as the composer shows it, without space at its ends."""
        return (self.page.value(self._place.editor) or "").strip()

    def reads(self, text: str) -> None:
        """Waits until the composer holds exactly `text`."""
        try:
            until(lambda: self.text() == text, repr(text))
        except AssertionError as error:
            raise AssertionError(f"{error}; it holds {self.text()!r}") from None

    def click_send(self, *, times: int = 1) -> None:
        """Clicks the site's own button."""
        self.page.click(self._place.send, times=times)

    def key_send(self) -> None:
        """Sends from the keyboard."""
        self.page.press("Control", "Enter")

    def sent(self) -> list[Sent]:
        """Answers what the site received, oldest first."""
        if self.site != "practice":
            return [Sent(post.text, post.trigger, post.trusted) for post in self._record.posts]
        found = self.page.evaluate(
            """() => [...document.querySelectorAll("article[data-post]")].map((article, index) =>
              [article.querySelector(".text").textContent, ...window.__events[index]])"""
        )
        return [Sent(*each) for each in found]

    def switch(self, *, personal: bool) -> None:
        """Makes the other account the active one, in place."""
        person = self.personal if personal else self.company
        if self.site == "practice":
            self.page.click(f'button[data-handle="{person.handle}"]')
        else:
            self.page.evaluate("(index) => switchAccount(index)", int(personal))

    def remount(self) -> None:
        """Has the site throw its composer away and make it anew with the same text."""
        if self.site == "practice":
            self.page.evaluate(
                """() => {
                  const composer = document.querySelector(".composer");
                  const { parentElement, nextSibling } = composer;
                  composer.remove();
                  parentElement.insertBefore(composer, nextSibling);
                }"""
            )
        else:
            self.page.evaluate("() => remount()")

    def says(self, *words: str) -> str:
        """Waits until our interface shows all of `words`; answers everything that it shows."""
        try:
            return until(self._showing(words), f"our interface say {words}")
        except AssertionError as error:
            raise AssertionError(f"{error}; it says {self.shown()!r}") from None

    def shown(self) -> str:
        """Answers everything that our interface shows now."""
        return str(
            self.page.in_ui(
                """(roots) => roots.flatMap((root) => [...root.querySelectorAll("[data-part]")])
                  .filter((node) => node.getClientRects().length > 0)
                  .map((node) => node.innerText).join("\\n")"""
            )
        )

    def actions(self) -> list[str]:
        """Answers the `data-act` of every shown button of ours."""
        return list(
            self.page.in_ui(
                """(roots) => roots.flatMap((root) => [...root.querySelectorAll("[data-act]")])
                  .filter((node) => node.getClientRects().length).map((node) => node.dataset.act)"""
            )
        )

    def dialog(self) -> str | None:
        """Answers the text of our open dialog, None where none is open."""
        return self.page.ui_text("[data-part=dialog]")

    def answer(self, act: str, *, times: int = 1) -> None:
        """Clicks a button of the dialog, once the dialog has come to rest: it ignores hasty clicks."""
        until(self.dialog, "the dialog")
        self.page.at_rest()
        self.page.ui_click(f"[data-part=dialog] [data-act={act}]", times=times)

    def _showing(self, words: tuple[str, ...]) -> Callable[[], str | None]:
        def look() -> str | None:
            shown = self.shown()
            return shown if all(word in shown for word in words) else None

        return look
