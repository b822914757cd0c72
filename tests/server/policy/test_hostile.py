"""Whatever stands in a policy file, it is answered soon, with a sentence, and with nothing run."""

from __future__ import annotations

import time

import pytest

from server.policy.document import survey
from server.policy.faults import MOST_FAULTS

HEAD = "# T\n\n- **Version:** 1\n\n## 1. C\n\n### AB-1: x\n\nWhy.\n\n"
NO_TITLE = "This policy has no title."
NO_CATEGORY = "AB-1 has no ‘Category’."
MARKS = "This file has more than 25,000 stars and other marks."
COMPARED = "3,000 words up to here could be mistyped labels."
LONG = 19_900
"""Characters that a line may have; 50 such lines make a megabyte."""

HOSTILE: dict[str, tuple[str, str]] = {
    "ten megabytes": ("a b c\n" * 1_800_000, "This file has 10,800,000 bytes. A policy may have 1,048,576."),
    "100,000 rules": ("### A-1:\n" * 100_000, "This file has 100,000 rules. A policy may have 5,000."),
    "lines": ("a\n" * 500_000, "This file has 500,001 lines. A policy may have 100,000."),
    "list items": ("- a\n" * 90_000, "This file has 90,000 list items. A policy may have 30,000."),
    "one line": ("a" * 1_000_000, "This line is too long. It may have 20,000 characters."),
    "faults": (HEAD * 600, f"Reading stopped after {MOST_FAULTS} faults. Mend these first."),
    "quotes in quotes": ("> " * 500 + "a\n", "There is no ‘Version’."),
    "lists in lists": (
        "".join("  " * depth + "- a\n" for depth in range(500)),
        "This is nested more than 8 deep. Keep lists flat.",
    ),
    "lists in one line": (("- " * (LONG // 2) + "a\n") * 50, "This is nested more than 8 deep."),
    "nulls": ("\0" * 1_000_000, "the control character U+0000"),
    "an escape sequence": ("# \x1b[2J", "the control character U+001B"),
    "stars": (("*a **b " * (LONG // 7) + "\n\n") * 50, MARKS),
    "backticks": ("".join("`" * count + " \n"[count % 9 == 0] for count in range(1, 1_400)), NO_TITLE),
    "entities": (("&amp; " * (LONG // 6) + "\n\n") * 50, MARKS),
    "brackets": (("[" * LONG + "\n") * 50, NO_TITLE),
    "signs": (("#" * LONG + "\n\n") * 50, "A heading needs a space behind its signs."),
    "tabs": (("\t" * LONG + "\n") * 50, NO_TITLE),
    "bold items": ("- **x:** y\n" * 29_999, NO_TITLE),
    "nearly labels": ("".join(f"- **v{n:05}:** y\n" for n in range(29_000)), COMPARED),
    "nearly labels in a rule": (HEAD + "".join(f"- w{n:05}: y\n" for n in range(29_000)), COMPARED),
    "nearly openers": (HEAD + "".join(f"st{n % 99:02}s:\n\n" for n in range(49_000)), NO_CATEGORY),
    "bold labels": (HEAD + "- **Wieght:** y\n" * 29_000, f"Reading stopped after {MOST_FAULTS} faults."),
    "spaces in a label": (HEAD + ("- **" + " " * LONG + ":** x\n") * 50, NO_CATEGORY),
    "a label without end": (HEAD + ("- **" + "a " * (LONG // 2) + ":** x\n") * 50, NO_CATEGORY),
    "colons": (HEAD + ("- **" + ":" * LONG + " x\n") * 50, NO_CATEGORY),
    "spaces in ids": (
        "# T\n## 1\n" + ("### AB-1" + " " * LONG + "x\n") * 50,
        "doesn’t start with a rule’s id",
    ),
    "semicolons": (HEAD + "- **Looks for:**\n" + (";" * LONG + "\n") * 50, "more than 50,000 phrases"),
    "near detectors": (
        HEAD + "- **Looks for:**\n" + "".join(f"any a{n};" + "\n" * (n % 99 == 0) for n in range(40_000)),
        COMPARED,
    ),
    "a fence without end": (HEAD + "```\n" + "### AB-2: x\n" * 4_000 + "a\n" * 90_000, NO_CATEGORY),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_soon_and_with_a_sentence(name: str) -> None:
    document, sentence = HOSTILE[name]
    for _ in range(3):  # a busy machine gets another try: what is bounded is the work, not its neighbours
        start = time.process_time()
        reading = survey(document)
        took = time.process_time() - start
        if took < 1.0:
            break
    assert any(sentence in fault.message for fault in reading.faults), reading.faults[:3]
    assert len(reading.faults) <= MOST_FAULTS + 1
    assert max(len(fault.message) for fault in reading.faults) < 300
    assert took < 1.0
