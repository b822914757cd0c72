"""A tab, the same for both browsers: real keys, real clicks, and eyes that see closed shadow roots."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 15.0
"""Seconds after which something that should have happened has not."""

UI_HOST = "right-handle-ui"

_FIND = """(roots, selector, text) => {
  const shown = (element) => element.getClientRects().length > 0;
  const all = roots.flatMap((root) => [...root.querySelectorAll(selector)]).filter(shown);
  const element = all.find((each) => !text || each.innerText.includes(text));
  if (!element) return null;
  return (%s)(element);
}"""

_PLACE = """(element) => {
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const box = element.getBoundingClientRect();
  return [Math.floor(box.x + box.width / 2), Math.floor(box.y + box.height / 2)];
}"""


def until(seen: Callable[[], T | None], what: str, *, seconds: float = PATIENCE) -> T:
    """Answers the first true thing that `seen` sees; `what` completes the sentence "never saw …"."""
    deadline = time.monotonic() + seconds
    while True:
        if result := seen():
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"never saw {what} (last: {result!r})")
        time.sleep(0.02)


def stays(seen: Callable[[], object], what: str, *, seconds: float = 0.6) -> None:
    """Watches that something stays true for a moment, where a fault would show late."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert seen(), f"it did not stay so: {what}"
        time.sleep(0.02)


class Page(ABC):
    """One tab of a real browser."""

    # What a browser does in its own way.

    @abstractmethod
    def evaluate(self, function: str, *args: object) -> Any:
        """Calls a JavaScript function in the page's own world; awaits it; answers its JSON value."""

    @abstractmethod
    def in_ui(self, function: str, *args: object) -> Any:
        """Calls `function(roots, …args)` with the closed shadow roots of our own interface."""

    @abstractmethod
    def go(self, address: str) -> None:
        """Opens `address` in this tab and waits until it has loaded."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Presses a real key for every character; a line feed is Enter."""

    @abstractmethod
    def press(self, *chord: str) -> None:
        """Presses keys together, such as `"Control", "Enter"`."""

    @abstractmethod
    def click_at(self, x: int, y: int, *, times: int = 1) -> None:
        """Clicks with the real pointer, in CSS pixels of the viewport."""

    @abstractmethod
    def activate(self) -> None:
        """Brings the tab to the front."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Gives the tab's viewport this size."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Answers what the viewport shows, as PNG."""

    @abstractmethod
    def close(self) -> None:
        """Closes the tab."""

    # What follows from it.

    def click(self, selector: str, text: str = "", *, times: int = 1) -> None:
        """Clicks the first shown element of the page that fits."""
        place = until(lambda: self._page(_PLACE, selector, text), f"{selector} {text}")
        self.click_at(*place, times=times)

    def text(self, selector: str) -> str | None:
        """Answers the text that a person reads in the first shown element, None where there is none."""
        found: str | None = self._page("(element) => element.innerText", selector, "")
        return found

    def value(self, selector: str) -> str | None:
        """Answers what an editor holds: a text field's value, else its text."""
        found: str | None = self._page("(element) => element.value ?? element.innerText", selector, "")
        return found

    def ui_click(self, selector: str, text: str = "", *, times: int = 1) -> None:
        """Clicks in our own interface once the element is there and has come to rest."""
        place: list[int] | None = None

        def rests() -> bool:
            nonlocal place
            before, place = place, self.in_ui(_FIND % _PLACE, selector, text)
            return place is not None and place == before

        until(rests, f"{selector} {text} of our interface")
        assert place is not None
        self.click_at(*place, times=times)

    def ui_text(self, selector: str, text: str = "") -> str | None:
        """Answers the text of the first shown element of our own interface, or None."""
        found: str | None = self.in_ui(_FIND % "(element) => element.innerText", selector, text)
        return found

    def ui_focus(self) -> str | None:
        """Answers the `data-act` of the button of ours that has the focus."""
        act: str | None = self.in_ui(
            "(roots) => roots.map((root) => root.activeElement?.dataset.act).find(Boolean) ?? null"
        )
        return act

    def at_rest(self) -> None:
        """Waits until two pictures in a row are the same: nothing fades or rises any more."""
        seen = [b"", self.screenshot()]

        def same() -> bool:
            seen[:] = [seen[1], self.screenshot()]
            return seen[0] == seen[1]

        until(same, "a page at rest")

    def save_screenshot(self, file: Path) -> None:
        """Writes what the viewport shows."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(self.screenshot())

    def _page(self, what: str, selector: str, text: str) -> Any:
        return self.evaluate(f"(...args) => ({_FIND % what})([document], ...args)", selector, text)


class Browser(ABC):
    """A real browser in a fresh profile."""

    name: str

    @abstractmethod
    def open(self, address: str = "about:blank", *, behind: bool = False) -> Page:
        """Opens a tab on `address`; `behind` leaves the present one in front."""

    @abstractmethod
    def find(self, address: str) -> Page | None:
        """Answers an open tab whose address begins so, None where there is none."""

    @abstractmethod
    def extension_address(self, path: str) -> str:
        """Answers the address of one of the extension's own pages."""

    @abstractmethod
    def close(self) -> None:
        """Ends the browser."""
