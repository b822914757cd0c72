"""The starters: policies that a real company could sign, and that do as they say."""

from __future__ import annotations

import re

import pytest

from server.errors import RightHandleError
from server.policy.document import read_policy
from server.policy.examples import load_policy
from server.policy.faults import PolicyError
from server.policy.labels import CATEGORIES
from server.policy.starter import STARTERS, starter_bytes

RULES = {
    "ACCT-1": ("wrong-account", "confirm", {"company"}),
    "VOICE-1": ("profanity", "stop", {"company"}),
    "VOICE-2": ("profanity", "confirm", {"ambassador"}),
    "VOICE-3": ("tone", "note", {"company"}),
    "CONF-1": ("confidential", "confirm", {"company", "ambassador", "personal"}),
    "DATA-1": ("personal-data", "confirm", {"company", "ambassador"}),
    "SECR-1": ("secret", "stop", {"company", "ambassador", "personal"}),
}

MUST_COVER = [
    "reputation",
    "customer support",
    "transparency",
    "reach",
    "ambassador",
    "voluntary",
    "training",
    "staff file",
    "pay, hours",
    "say sorry",
    "your own account",
    "purpose",
]


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_passes_its_own_examples(name: str) -> None:
    load_policy(starter_bytes(name))


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_covers_what_a_written_policy_must(name: str) -> None:
    policy = read_policy(starter_bytes(name))
    told = policy.text.casefold()
    assert [words for words in MUST_COVER if words not in told] == []
    assert policy.allowance_minutes
    assert policy.signature_text


@pytest.mark.parametrize("name", STARTERS)
def test_a_starter_speaks_in_plain_sentences(name: str) -> None:
    policy = read_policy(starter_bytes(name))
    shown = [
        words for rule in policy.rules for words in (rule.title, rule.why, rule.instead, rule.consequence)
    ]
    sentences = [sentence for words in shown for sentence in re.split(r"(?<=[.?!])\s+", words)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 14] == []
    assert not re.search(r"violation|inappropriate|oops", policy.text, re.IGNORECASE)
    assert "'" not in policy.text


def test_the_small_company_has_the_rules_that_it_says() -> None:
    policy = read_policy(starter_bytes())
    assert {rule.id: (rule.category, rule.weight, set(rule.kinds)) for rule in policy.rules} == RULES
    assert (policy.if_unreachable, policy.allowance_minutes) == ("ask", 30)
    assert {rule.category for rule in policy.rules} <= set(CATEGORIES)


def test_the_motorcity_tweet_stands_in_the_starter() -> None:
    rule = read_policy(starter_bytes()).rule("VOICE-1")
    assert rule is not None
    example = rule.not_allowed[0]
    assert example.text.startswith("I find it ironic that Detroit is known as the #motorcity")
    assert [example.text[start:end] for start, end in example.spans] == ["fucking"]


@pytest.mark.parametrize("rule_id", RULES)
def test_a_broken_example_names_line_and_rule(rule_id: str) -> None:
    text = starter_bytes().decode()
    rule = read_policy(text).rule(rule_id)
    assert rule is not None
    lines = text.split("\n")
    allowed, not_allowed = rule.allowed[0].line, rule.not_allowed[0].line
    lines[allowed - 1], lines[not_allowed - 1] = (
        lines[not_allowed - 1].replace("**", ""),
        "> **Welcome** to our new shop",
    )
    with pytest.raises(PolicyError) as refused:
        load_policy("\n".join(lines).encode())
    assert {(fault.line, fault.rule) for fault in refused.value.errors} == {
        (allowed, rule_id),
        (not_allowed, rule_id),
    }


def test_an_unknown_starter_is_answered_with_the_nearest() -> None:
    with pytest.raises(RightHandleError, match="Did you mean ‘small-company’"):
        starter_bytes("smal-company")
    with pytest.raises(RightHandleError):
        starter_bytes("../../app")
