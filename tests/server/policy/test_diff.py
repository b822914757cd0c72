"""What changed between two versions is told in prose, and no field of a policy is left out."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from server.checking.rules import AccountName, Example, Policy, PolicyAccount, Rule, Section, Sought, Window
from server.policy.document import read_policy
from server.policy.telling.diff import changes

from .documents import SOUND, spoiled

FULL = SOUND.replace(
    "- **Halden Motors:** customer support\n",
    """\
- **@HaldenMotors on x:** company; customer support; spoken for by Ana Reyes
- **{client names}:** Halcyon Bank; Northwind
- **Personal use:** 12:00 to 14:00 on working days
- **Personal activity:** a quick reply
- **Training:** once

Steps:
1. We talk.
2. A warning.

After a slip:
1. Delete it.
2. Tell Ana.
""",
)


def told(old: str, new: str, document: str = FULL) -> tuple[str, ...]:
    assert old in document, old
    return content(changes(read_policy(document), read_policy(document.replace(old, new, 1))))


def content(sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if not sentence.startswith("The version is still"))


# ruff: noqa: E501  (a table is read by its columns)
@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ("# How we post", "# How we speak", ["The policy is called “How we speak” now."]),
        ("**Version:** 3", "**Version:** 4", ["This is version 4. It was version 3."]),
        ("let posts through", "ask before posting", ["Right Handle asks before a post now while it isn’t running. Posts were let through before."]),
        ("30 minutes", "20 minutes", ["The allowance goes from 30 to 20 minutes a day."]),
        ("- **Allowance:** 30 minutes a day\n", "", ["The allowance of 30 minutes a day is gone."]),
        ("30 minutes", "1 hour", ["The allowance goes from 30 to 60 minutes a day."]),
        ("on working days", "every day", ["The times for personal posts are now 12:00 to 14:00 every day. They were 12:00 to 14:00 from Monday to Friday."]),
        ("a quick reply", "a short reply; a like", ["Personal activity also includes a short reply and a like, and no longer a quick reply."]),
        ("**Training:** once", "**Training:** every 6 months", ["Training is due every 6 months now. It was due once."]),
        ("- **Training:** once\n", "- **Signature:** before speaking for the company\n", ["The policy no longer says how often training is due.", "A signature is needed now before anybody speaks for the company. It was only asked for."]),
        ("Ana Reyes", "Jo Marsh", ["Jo Marsh may speak for @HaldenMotors now.", "Ana Reyes may no longer speak for @HaldenMotors."]),
        ("company; customer support", "ambassador; reach", ["@HaldenMotors is an ambassador’s account now. It was a company account.", "@HaldenMotors is for reach now. It was for customer support."]),
        ("- **@HaldenMotors on x:**", "- **@Halden on linkedin:** company\n- **@HaldenMotors on x:**", ["@Halden is new: a company account."]),
        ("Halcyon Bank; Northwind\n", "Halcyon Bank; Northwind; A; B; C\n", ["The list “client names” has 3 more names: “A”, “B” and “C”."]),
        ("Halcyon Bank; Northwind\n", "Northwind; Halcyon Bank\n", ["The list “client names” stands in another order."]),
        ("{client names}:** Halcyon Bank; Northwind\n", "{our links}:** halden.example\n", ["The list “our links” is new, with 1 entry: “halden.example”.", "The list “client names” is gone."]),
        ("2. A warning.", "2. A written warning.", ["The steps when it happens again also have “A written warning.”, and no longer “A warning.”"]),
        ("1. Delete it.\n2. Tell Ana.", "1. Tell Ana.\n2. Delete it.", ["The steps after a slip stand in another order."]),
        ("**Weight:** stop", "**Weight:** confirm", ["VOICE-1 asks for confirmation now. It stopped the post before."]),
        ("Halcyon Bank; Project Falcon", "Halcyon Bank; Falcon 2", ["CONF-3 also looks for “Falcon 2”, and no longer for “Project Falcon”."]),
        ("Halcyon Bank; Project Falcon", "Project Falcon; Halcyon Bank", ["CONF-3 looks for the same things in another order."]),
        ("Halcyon Bank; Project Falcon", "Halcyon Bank; Project Falcon; any form of lay off; {client names}; any secret near {client names}; pattern `PRJ-\\d+`", ["CONF-3 also looks for any form of “lay off”, any of the list “client names”, any secret near any of the list “client names” and the pattern `PRJ-\\d+`."]),
        ("Halcyon Bank; Project Falcon", "Halcyon Bank; a1; b2; c3; d4; e5; f6", ["CONF-3 also looks for “a1”, “b2”, “c3”, “d4” and 2 more, and no longer for “Project Falcon”."]),
        ("case study; as announced", "{client names}", ["CONF-3 also lets a sentence pass that says any of the list “client names”, and no longer “case study” and “as announced”."]),
        ("company, ambassador, personal\n", "company\n- **Sites:** x, Hacker News\n- **Surfaces:** replies\n- **Accounts:** @a on x; @b\n", ["CONF-3 no longer applies to ambassador and personal accounts.", "CONF-3 applies on Hacker News and X alone now. It applied on every site before.", "CONF-3 applies to replies alone now. It applied to every kind of post before.", "CONF-3 applies to @a on X and @b alone now. It applied to every account of its kinds before."]),
        ("a new client in financial services", "a bank", ["What to write instead in CONF-3 is worded anew: “a bank”."]),
        ("### CONF-3: Do not name", "### CONF-4: Do not name", ["CONF-3 is called CONF-4 now."]),
        ("### CONF-3: Do not name a client before we announce them", "### CONF-4: Do not name a client", ["CONF-3 is gone: Do not name a client before we announce them.", "CONF-4 is new: Do not name a client."]),
        ("## 3. Signature", "## 3. How we sign", ["The chapter “3. Signature” is called “3. How we sign” now.", "There are no words to sign any more."]),
        ("> I have read this policy.", "> I have read it.", ["The words to sign are worded anew."]),
        ("> Our Scunthorpe branch is open.", "> Our Scunthorpe branch is open.\n\n> Hello", ["VOICE-1 has a new example of what is allowed: “Hello”."]),
        ("how to **fucking** drive", "**how to fucking** drive", ["VOICE-1 has other words marked in its examples of what is not allowed."]),
        ("It is read as our opinion", "It is our opinion", ["The reason of VOICE-1 is worded anew."]),
        ("## 2. What stays with us\n", "## 2. What stays with us\n\nSome prose.\n", ["The wording of “2. What stays with us” has changed."]),
        ("## 2. What stays with us\n", "## 2. Ours\n", ["The chapter “2. What stays with us” is called “2. Ours” now."]),
        ("## 2. What stays with us\n", "## 2. New\n\nx\n\n## 3. What stays with us\n", ["The chapter “2. New” is new.", "The chapters are numbered anew."]),
        ("### VOICE-1: No", "## 4. Voice\n\n### VOICE-1: No", ["The chapter “4. Voice” is new.", "VOICE-1 stands in “4. Voice” now."]),
        ("30 minutes a day", "30 min a day", []),
        ("\n\n", "\n\n\n", []),
        ("- **Weight:** stop", "* __Weight__:  Stop.", []),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(old: str, new: str, sentences: list[str]) -> None:
    assert list(told(old, new)) == sentences


def test_a_rule_that_comes_and_goes_is_told_where_it_stands() -> None:
    without = SOUND[: SOUND.index("### VOICE-1")] + SOUND[SOUND.index("## 3. S") :]
    assert told(SOUND, without, SOUND) == ("VOICE-1 is gone: No swearing from a company account.",)
    assert content(changes(read_policy(without), read_policy(SOUND))) == (
        "VOICE-1 is new: No swearing from a company account.",
    )


def test_rules_in_another_order_are_told_once() -> None:
    first, second, end = SOUND.index("### CONF-3"), SOUND.index("### VOICE-1"), SOUND.index("## 3. S")
    turned = SOUND[:first] + SOUND[second:end] + SOUND[first:second] + SOUND[end:]
    assert told(SOUND, turned, SOUND) == ("The rules stand in another order.",)


BEFORE = read_policy(SOUND)
RULE = BEFORE.rules[0]

OTHER_POLICY: dict[str, Any] = {
    "title": "Other",
    "version": "9",
    "rules": BEFORE.rules[:1],
    "sections": (*BEFORE.sections, Section(title="More", paragraphs=("x",))),
    "if_unreachable": "ask",
    "allowance_minutes": None,
    "signature_text": "",
    "signing": "before",
    "training_months": 0,
    "personal_use": (Window(frozenset({0}), 0, 60),),
    "personal_activity": ("x",),
    "accounts": (PolicyAccount(handle="a", site="x", kind="company"),),
    "lists": {"names": ("x",)},
    "steps": ("x",),
    "after_a_slip": ("x",),
}
OTHER_RULE: dict[str, Any] = {
    "id": "CONF-9",
    "title": "Other",
    "why": "Other.",
    "category": "tone",
    "weight": "stop",
    "kinds": frozenset({"company"}),
    "sites": frozenset({"x"}),
    "surfaces": frozenset({"reply"}),
    "accounts": (AccountName("a"),),
    "looks_for": (Sought("phrase", "x"),),
    "unless": ("x",),
    "unless_post": ("x",),
    "always_allowed": ("x",),
    "instead": "x",
    "consequence": "x",
    "not_allowed": (Example("x", ((0, 1),), 1),),
    "allowed": (Example("x", (), 1),),
}
UNTOLD = {"line", "sha256", "text"}
"""Where a thing stands in the file, and the bytes of it: what changed there is told as what it means."""

WITH_ITS_CHAPTER = {"section"}
"""Of a rule: told by the chapters, which the documents above move it between."""


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(Policy)])
def test_every_field_of_a_policy_is_told(field: str) -> None:
    if field in UNTOLD:
        return
    after = msgspec.structs.replace(BEFORE, **{field: OTHER_POLICY[field]})
    assert changes(BEFORE, after)
    assert changes(after, BEFORE)


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(Rule)])
def test_every_field_of_a_rule_is_told(field: str) -> None:
    if field in UNTOLD | WITH_ITS_CHAPTER:
        return
    rule = msgspec.structs.replace(RULE, **{field: OTHER_RULE[field]})
    after = msgspec.structs.replace(BEFORE, rules=(rule, *BEFORE.rules[1:]))
    assert any(rule.id in sentence for sentence in changes(BEFORE, after))
    assert changes(after, BEFORE)


@pytest.mark.parametrize("field", [field.name for field in msgspec.structs.fields(PolicyAccount)])
def test_every_field_of_an_account_is_told(field: str) -> None:
    other = {"handle": "b", "site": "bluesky", "kind": "personal", "purpose": "x", "speakers": ("x",)}
    if field in UNTOLD:
        return
    account = PolicyAccount(handle="a", site="x", kind="company")
    before = msgspec.structs.replace(BEFORE, accounts=(account,))
    after = msgspec.structs.replace(
        BEFORE, accounts=(msgspec.structs.replace(account, **{field: other[field]}),)
    )
    assert changes(before, after)


def test_the_same_policy_is_no_change() -> None:
    assert changes(BEFORE, read_policy(spoiled("\n\n", "\r\n\r\n  \n"))) == ()


def test_another_text_under_the_same_version_is_told() -> None:
    document = read_policy(FULL)
    same = changes(document, read_policy(FULL.replace("Tell Ana.", "Tell Jo.")))
    new = changes(
        document,
        read_policy(FULL.replace("Tell Ana.", "Tell Jo.").replace("**Version:** 3", "**Version:** 4")),
    )
    assert same[-1] == "The version is still 3. Give it a new one, so that signatures tell them apart."
    assert not any("still" in sentence for sentence in new)


LONG = "word " * 22


@pytest.mark.parametrize(
    ("old", "new", "end"),
    [
        ("Looks for:** Halcyon", f"Looks for:** {LONG}§; Halcyon", "looks for"),
        ("Looks for:** Halcyon", f"Looks for:** pattern `(?:{'a' * 60})§`; Halcyon", "the pattern"),
        ("Unless it says:** case", f"Unless it says:** {LONG}§; case", "a sentence pass"),
        ("2. Tell Ana.", f"2. {LONG}§", "steps after a slip"),
        ("2. A warning.", f"2. {LONG}§", "steps when it happens again"),
    ],
)
def test_a_change_at_the_end_of_something_long_is_no_less_told(old: str, new: str, end: str) -> None:
    assert old in FULL
    before, after = (read_policy(FULL.replace(old, new.replace("§", one), 1)) for one in ("one", "two"))
    assert end in " ".join(content(changes(before, after)))
