"""Bytes to text: what may come in at all, and what word processors leave behind.

The caps bound the time a file can take; past them a sentence is the whole answer.
"""

from __future__ import annotations

import re

from .faults import Faults

MOST_BYTES = 1024 * 1024
MOST_LINES = 20_000
MOST_RULES = 5_000
MOST_ITEMS = 8_000
LONGEST_LINE = 20_000

_BOM = "\ufeff"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_RULE_HEADING = re.compile(r"^ {0,3}###[ \t]", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]", re.MULTILINE)

# One character for one, so that lines and columns stay the author's own.
_SPACES = {ord(space): " " for space in "\u00a0\u2007\u202f\u2009\u200a\u3000\x0b\x0c\u2028\u2029\x85"}
_STRAIGHT = {
    ord(char): plain
    for plain, chars in {"'": "‘’‚‛′", '"': "“”„‟″«»", "-": "‐‑‒–—―−"}.items()
    for char in chars
}
_INVISIBLE = {ord(char): None for char in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}
_WORD_PROCESSOR_BULLET = re.compile(r"^([ \t]*)[–—•‣·][ \t](?=[ \t]*\*\*)", re.MULTILINE)


def decode(data: bytes | str, faults: Faults) -> str | None:
    """The text of the file with line feeds only, or None with a fault that says why it can't be read."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MOST_BYTES:
        faults.add(0, f"This file has {len(raw):,} bytes. A policy may have {MOST_BYTES:,}.")
        return None
    if raw.startswith(_UTF16_BOMS):
        faults.add(0, "This file is written in UTF-16. Save it as UTF-8.")
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.add(line, "This is not UTF-8 text. Save the file as UTF-8.")
        return None
    text = text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    return text if _within_caps(text, faults) else None


def _within_caps(text: str, faults: Faults) -> bool:
    for what, count, most in (
        ("rules", sum(1 for _ in _RULE_HEADING.finditer(text)), MOST_RULES),
        ("lines", text.count("\n"), MOST_LINES),
        ("list items", sum(1 for _ in _ITEM.finditer(text)), MOST_ITEMS),
    ):
        if count > most:
            faults.add(0, f"This file has {count:,} {what}. A policy may have {most:,}.")
            return False
    # A control character is binary data, or a way to repaint the terminal that shows the policy.
    control = _CONTROL.search(text.replace("\x85", "\n"))
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        faults.add(
            line, f"This line holds the control character U+{ord(control[0]):04X}. Is this a text file?"
        )
        return False
    long = next((n for n, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE), None)
    if long is not None:
        faults.add(long, f"This line is too long. It may have {LONGEST_LINE:,} characters.")
        return False
    return True


def tidy(text: str) -> str:
    """Take away what a word processor puts in and no reader sees. Lines and lengths stay."""
    return _WORD_PROCESSOR_BULLET.sub(r"\1- ", text.translate(_SPACES))


def plain(words: str) -> str:
    """Words as they are compared with a closed list: no case, straight quotes, single spaces."""
    return " ".join(words.translate(_INVISIBLE).translate(_STRAIGHT).casefold().split()).strip("'\" ")


def closed(word: str) -> str:
    """A word of a closed list, with the full stop that people write behind it taken off."""
    return plain(word).rstrip(".").rstrip()
