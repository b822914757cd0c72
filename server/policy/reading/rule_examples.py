"""The examples of one rule: what may not be posted, with the words to find in bold, and what may."""

from __future__ import annotations

from typing import Literal

from server.checking.rules import Example

from ..faults import Faults, quoted
from .inline import InlineReader
from .markdown import Block
from .source import plain

LONGEST_EXAMPLE = 5_000

Side = Literal["not allowed", "allowed"]
SIDES: tuple[Side, ...] = ("not allowed", "allowed")

_OPENS: dict[str, Side] = {f"{side.capitalize()}:": side for side in SIDES}
_NEAR = 0.8


class RuleExamples:
    """Reads the lines that open examples, and the quotes under them."""

    def __init__(self, rule: str, inline: InlineReader, faults: Faults) -> None:
        self._rule = rule
        self._inline = inline
        self._faults = faults
        self._examples: dict[Side, list[Example]] = {side: [] for side in SIDES}
        self._told: set[Side] = set()
        self._side: Side | None = None
        self._line = 0
        self._awaits = False

    def of(self, side: Side) -> tuple[Example, ...]:
        """The examples of one side, in their order."""
        return tuple(self._examples[side])

    def _fault(self, line: int, message: str) -> None:
        self._faults.add(line, message, self._rule or None)

    def open(self, block: Block, words: str) -> bool:
        """Whether this block is the line above the examples."""
        side, rest = _OPENS.get(words), ""
        if side is None:
            if ":" not in words and block.kind != "heading":
                return False
            first, colon, rest = words.partition(":")
            side = self._meant(block.line, words, plain(first))
            if side is None or not (colon or block.kind == "heading"):
                return False
        self.end()
        self._side, self._line, self._awaits = side, block.line, True
        if rest.strip():
            self._fault(block.line, "An example stands on its own line. Write ‘> ’ in front of it.")
            self._told.add(side)
            self._awaits = False
        return True

    def _meant(self, line: int, words: str, first: str) -> Side | None:
        side = next((side for side in SIDES if side == first), None)
        if side is None and words.endswith(":"):
            near = self._faults.nearest(first, SIDES, line, at_least=_NEAR)
            side = next((side for side in SIDES if side == near), None)
            if side is not None:
                message = f"{quoted(words)} opens no examples. Did you mean ‘{side.capitalize()}:’?"
                self._fault(line, message)
        return side

    def is_awaited(self, block: Block, words: str) -> bool:
        """Whether prose stands where an example should: one that lacks its ``>``."""
        if not (self._awaits and self._side):
            self.end()
            return False
        self._told.add(self._side)
        self._fault(block.line, f"{quoted(words)} is no example yet. Write ‘> ’ in front of the line.")
        self._awaits = False
        return True

    def end(self) -> None:
        """End the side that is open, where one is."""
        if self._awaits and self._side:
            message = f"Nothing stands under ‘{self._side.capitalize()}:’. Write ‘> ’ and an example."
            self._fault(self._line, message)
        self._side, self._awaits = None, False

    def take(self, block: Block) -> None:
        """Read one example."""
        side, line = self._side, block.line
        if side is None:
            self._told.add("not allowed" if "**" in block.source else "allowed")
            self._fault(line, "Is this an example? Write ‘Not allowed:’ or ‘Allowed:’ above it.")
            return
        self._awaits = False
        text, bold = self._inline.example(block.source, line)
        # It counts as given even where it has a fault, or the author would be told of it twice.
        self._examples[side].append(Example(text=text, spans=bold, line=line))
        if not text.strip():
            self._fault(line, "This example is empty. Write a post behind ‘> ’.")
        elif len(text) > LONGEST_EXAMPLE:
            self._fault(line, f"This example is too long. It may have {LONGEST_EXAMPLE:,} characters.")
        elif side == "not allowed" and not bold:
            pairs = " Its stars don’t pair." if "**" in text else ""
            self._fault(line, f"Nothing is bold in this example.{pairs} Put ** around the words to find.")
        elif side == "allowed" and bold:
            self._fault(line, "Bold marks what must be found. An allowed example has none.")

    def name_what_is_missing(self, line: int, name: str) -> None:
        """Tell of each side that has no example."""
        for side in SIDES:
            if not self._examples[side] and side not in self._told:
                self._fault(
                    line,
                    f"{name} has no example under ‘{side.capitalize()}:’. "
                    "Without examples, nobody can tell what a rule means.",
                )
