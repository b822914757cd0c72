"""Bytes to text: what may come in at all, and what word processors leave behind.

The caps bound the time a file can take; past them a sentence is the whole answer.
"""

from __future__ import annotations

import re

from ..faults import Faults

MOST_BYTES = 1024 * 1024
MOST_LINES = 100_000
MOST_RULES = 5_000
MOST_ITEMS = 30_000
LONGEST_LINE = 20_000

_BOM = "\ufeff"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_RULE_HEADING = re.compile(r"\n {0,3}###[ \t]")
_ITEM = re.compile(r"\n[ \t]*+(?:[-+*]|[0-9]{1,9}[.)])[ \t]")

# One character for one, so that lines and columns stay the author's own.
_SPACES = "\u00a0\u2007\u202f\u2009\u200a\u3000\x0b\x0c\u2028\u2029\x85"
_STRAIGHT = {
    ord(char): plain
    for plain, chars in {"'": "‘’‚‛′", '"': "“”„‟″«»", "-": "‐‑‒–—―−"}.items()
    for char in chars
}
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = {ord(char): None for char in _UNSEEN}
_UNSEEN_BEFORE_A_SIGN = re.compile(rf"\n([ \t]*(?:[-*+][ \t]+)?)[{_UNSEEN}]+(?=\*\*|__|#|[-*+>] )")
_WIDE_COLON = re.compile(r"(\n[ \t]*[-*+][ \t]+(?:\*\*|__)[^*_：\n]{1,80}(?:\*\*|__)?)：")
_BULLETS = "–—•‣·●○▪▫◦■□◆➢✓\uf0b7\uf0a7"
"""What word processors write for a bullet; Word’s own signs lie in the private area of its fonts."""
_WORD_PROCESSOR_BULLET = re.compile(rf"\n([ \t]*)[{_BULLETS}][ \t](?=[ \t]*\*\*)")


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
    if "\n" not in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return text if _within_caps(text, faults) else None


def _within_caps(text: str, faults: Faults) -> bool:
    lines = text.count("\n") + 1
    for what, most, sign in (("rules", MOST_RULES, _RULE_HEADING), ("list items", MOST_ITEMS, _ITEM)):
        count = len(sign.findall(f"\n{text}")) if lines > most else 0
        if count > most:
            faults.add(0, f"This file has {count:,} {what}. A policy may have {most:,}.")
            return False
    if lines > MOST_LINES:
        faults.add(0, f"This file has {lines:,} lines. A policy may have {MOST_LINES:,}.")
        return False
    # A control character is binary data, or a way to repaint the terminal that shows the policy.
    control = _CONTROL.search(text.replace("\x85", "\n"))
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        faults.add(
            line, f"This line holds the control character U+{ord(control[0]):04X}. Is this a text file?"
        )
        return False
    lengths = list(map(len, text.split("\n")))
    if max(lengths) > LONGEST_LINE:
        long = next(number for number, length in enumerate(lengths, start=1) if length > LONGEST_LINE)
        faults.add(long, f"This line is too long. It may have {LONGEST_LINE:,} characters.")
        return False
    return True


def tidy(text: str) -> str:
    """Take away what a word processor puts in and no reader sees. Every line stays a line."""
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    if text.isascii():
        return text
    if any(sign in text for sign in _UNSEEN):
        text = _UNSEEN_BEFORE_A_SIGN.sub(r"\n\1", f"\n{text}")[1:]
    if any(bullet in text for bullet in _BULLETS):
        text = _WORD_PROCESSOR_BULLET.sub(r"\n\1- ", f"\n{text}")[1:]
    if "：" in text:
        text = _WIDE_COLON.sub(r"\1:", f"\n{text}")[1:]
    return text


def seen(words: str) -> str:
    """The words without the characters that nobody sees, such as the soft hyphens of a word processor."""
    return words if words.isascii() else words.translate(_INVISIBLE)


def plain(words: str) -> str:
    """Words as they are compared with a closed list: no case, straight quotes, single spaces."""
    if words.isascii():
        return " ".join(words.casefold().split()).strip("'\" ")
    return " ".join(words.translate(_INVISIBLE).translate(_STRAIGHT).casefold().split()).strip("'\" ")


def closed(word: str) -> str:
    """A word of a closed list, with the full stop that people write behind it taken off."""
    return plain(word).rstrip(".").rstrip()
