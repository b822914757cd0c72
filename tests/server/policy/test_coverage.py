"""A topic of a written policy is found where the document has its working place for it, and only there."""

from __future__ import annotations

import pytest

from server.policy.document import read_policy
from server.policy.telling.coverage import coverage, says_nothing_about

from .documents import SOUND

WHOLE = """\
# How we post

- **Version:** 3
- **Allowance:** 30 minutes a day

## 1. Who speaks

Being an ambassador is voluntary.

- **@HaldenMotors on x:** company; customer support; spoken for by Ana Reyes and Jo Marsh
- **@HaldenHelp on x:** company; transparency; spoken for by Jo Marsh

## 2. Time

- **Personal use:** after 17:00 on working days
- **Training:** once a year

## 3. If it goes wrong

Steps:

1. We talk.

After a slip:

1. Delete it.

## Rules

{rules}
## 5. Signature

> I have read this policy.
"""

RULE = """\
### {id}: A rule

Why.

- **Category:** {category}
- **Weight:** note
- **Applies to:** company, ambassador
- **Looks for:** zebra
- **Consequence:** None.

Not allowed:
> A **zebra**

Allowed:
> A horse

"""

RULES = {"CONF-1": "confidential", "DATA-1": "personal-data", "VOICE-1": "profanity", "VOICE-2": "tone"}
DOCUMENT = WHOLE.format(rules="".join(RULE.format(id=key, category=value) for key, value in RULES.items()))

WHERE = {
    "proprietary information": "CONF-1",
    "personal information": "DATA-1",
    "profanity": "VOICE-1",
    "a positive voice": "VOICE-2",
    "time allowed": "“About this policy”",
    "personal activity": "section 2",
    "consequences in steps": "section 3",
    "training": "section 2",
    "signature": "section 5",
    "ambassadors": "section 1",
    "who may speak": "section 1",
    "purpose of each account": "section 1",
    "putting a slip right": "section 3",
}


def test_a_whole_policy_says_where_each_topic_stands() -> None:
    assert dict(coverage(read_policy(DOCUMENT))) == WHERE


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("confidential", "legal", ["proprietary information"]),
        ("personal-data", "legal", ["personal information"]),
        ("profanity", "legal", ["profanity"]),
        ("Category:** tone", "Category:** legal", ["a positive voice"]),
        ("- **Allowance:** 30 minutes a day\n", "The allowance is 30 minutes a day.\n", ["time allowed"]),
        (
            "- **Personal use:** after 17:00 on working days\n",
            "Personal use is fine.\n\n",
            ["personal activity"],
        ),
        ("Steps:\n\n1. We talk.", "These are the steps.\n\n1. We talk.", ["consequences in steps"]),
        ("- **Training:** once a year\n", "\nYou are trained once a year.\n", ["training"]),
        ("> I have read this policy.", "Everybody signs.", ["signature"]),
        ("Being an ambassador is voluntary.", "We have ambassadors.", ["ambassadors"]),
        ("company, ambassador\n", "company\n", ["ambassadors"]),
        ("; spoken for by Jo Marsh", "", ["who may speak"]),
        ("transparency; ", "", ["purpose of each account"]),
        ("After a slip:\n\n", "", ["putting a slip right"]),
    ],
)
def test_a_topic_without_its_working_place_does_not_count(old: str, new: str, missing: list[str]) -> None:
    assert old in DOCUMENT
    changed = DOCUMENT.replace(old, new) if old.startswith("company, amb") else DOCUMENT.replace(old, new, 1)
    assert list(says_nothing_about(read_policy(changed))) == missing


def test_a_small_policy_covers_what_it_has() -> None:
    assert [topic.name for topic in coverage(read_policy(SOUND)) if topic.where] == [
        "proprietary information",
        "profanity",
        "time allowed",
        "signature",
    ]
