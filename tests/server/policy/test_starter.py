"""The starters: policies that a real organisation could sign, and that do as they say."""

from __future__ import annotations

import re

import pytest

from server.checking.detectors import warm_up
from server.checking.engine import check
from server.checking.rules import Policy
from server.checking.speaker import Speaker
from server.errors import RightHandleError
from server.policy.document import read_policy
from server.policy.effect import harmless, posts
from server.policy.examples import load_policy
from server.policy.faults import PolicyError
from server.policy.reading.labels import CATEGORIES
from server.policy.starter import STARTERS, starter_bytes, starters
from server.policy.telling.coverage import says_nothing_about

RULES = {
    "ACCT-1": ("wrong-account", "confirm", {"company"}),
    "VOICE-1": ("profanity", "stop", {"company"}),
    "VOICE-2": ("profanity", "confirm", {"ambassador"}),
    "VOICE-3": ("tone", "note", {"company"}),
    "CONF-1": ("confidential", "confirm", {"company", "ambassador", "personal"}),
    "DATA-1": ("personal-data", "confirm", {"company", "ambassador"}),
    "SECR-1": ("secret", "stop", {"company", "ambassador", "personal"}),
}
"""What the contract promises for a fresh start, and what else holds on to it."""

BY_CIRCUMSTANCES = {"time", "standing"}
"""Categories that no rule's words find: the allowance and the signature speak there."""

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

SELDOM_NOTED = 0.05

FICTIONAL_NUMBER = re.compile(r"(?:\+44 20 7946 0|0808 157 0)\d{3}")
"""Ranges that Ofcom keeps free for drama: nobody is called by mistake."""
FICTIONAL_LINK = re.compile(r"[a-z.]+\.example(?:/[a-z]+)?")

every_starter = pytest.mark.parametrize("name", STARTERS)


def read(name: str) -> Policy:
    return read_policy(starter_bytes(name))


@every_starter
def test_a_starter_passes_its_own_examples(name: str) -> None:
    load_policy(starter_bytes(name))


@every_starter
def test_a_starter_covers_what_a_written_policy_must(name: str) -> None:
    policy = read(name)
    assert says_nothing_about(policy) == ()
    told = policy.text.casefold()
    assert [words for words in MUST_COVER if words not in told] == []
    assert policy.personal_activity
    assert policy.signing == "asked"
    assert len(policy.steps) >= 3
    assert len(policy.after_a_slip) >= 3


@every_starter
def test_each_account_of_a_starter_has_a_purpose_and_people(name: str) -> None:
    accounts = read(name).accounts
    assert {account.kind for account in accounts} == {"company", "ambassador"}
    assert [account.handle for account in accounts if not (account.purpose and account.speakers)] == []


@every_starter
def test_a_rule_of_a_starter_shows_what_to_write_instead(name: str) -> None:
    rules = read(name).rules
    assert 10 <= len(rules) <= 20
    assert [rule.id for rule in rules if not (rule.instead and rule.allowed and rule.not_allowed)] == []


@every_starter
def test_a_starter_speaks_in_plain_sentences(name: str) -> None:
    policy = read(name)
    shown = [
        words for rule in policy.rules for words in (rule.title, rule.why, rule.instead, rule.consequence)
    ]
    sentences = [sentence for words in shown for sentence in re.split(r"(?<=[.?!])\s+", words)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 14] == []
    assert not re.search(r"violation|inappropriate|oops", policy.text, re.IGNORECASE)
    assert "'" not in policy.text
    assert '"' not in policy.text


@every_starter
def test_on_a_personal_account_only_secrets_patients_disclosure_and_listed_names_speak(name: str) -> None:
    for rule in read(name).rules:
        if "personal" not in rule.kinds:
            continue
        if rule.category == "confidential":
            assert {one.kind for one in rule.looks_for} == {"list"}, rule.id
        elif rule.category == "personal-data":
            assert name == "hospital", rule.id
        else:
            assert rule.category in {"secret", "disclosure"}, rule.id


@every_starter
def test_a_reminder_to_disclose_holds_no_personal_post(name: str) -> None:
    rules = [rule for rule in read(name).rules if "personal" in rule.kinds and rule.category == "disclosure"]
    assert rules
    assert {rule.weight for rule in rules} == {"note"}


@every_starter
@pytest.mark.parametrize("kind", ["personal", "ambassador"])
def test_talk_about_pay_hours_conditions_or_unions_is_left_alone(name: str, kind: str) -> None:
    policy = load_policy(starter_bytes(name))
    for text in (
        "Our pay is a disgrace and the night shifts are killing us. Join the union!",
        "Management cut our lunch breaks again, what a bunch of idiots. We are understaffed.",
        "Unpaid overtime, for the third week. My manager can go to hell.",
    ):
        assert check(text, (), Speaker(kind=kind), policy, site="x").findings == ()


@every_starter
def test_a_starter_leaves_harmless_posts_alone(name: str) -> None:
    warm_up(30)
    policy = load_policy(starter_bytes(name))
    verdicts = [
        check(post.text, (), Speaker(kind="company"), policy, site="x").verdict for post in harmless()
    ]
    assert {"confirm", "stop"}.isdisjoint(verdicts)
    assert verdicts.count("note") <= SELDOM_NOTED * len(harmless())


@every_starter
def test_the_names_in_a_starter_are_made_up(name: str) -> None:
    policy = read(name)
    real = {post.organisation.casefold() for post in posts()}
    listed = [entry for entries in policy.lists.values() for entry in entries]
    handles = [account.handle for account in policy.accounts]
    assert real.isdisjoint(entry.casefold() for entry in [*listed, *handles])
    assert all(FICTIONAL_NUMBER.fullmatch(number) for number in policy.lists["our numbers"])
    assert all(FICTIONAL_LINK.fullmatch(link) for link in policy.lists["our links"])


def test_the_starters_are_listed_with_their_own_titles() -> None:
    assert tuple(starter.name for starter in starters()) == STARTERS
    for starter in starters():
        assert starter.title == read(starter.name).title
        assert starter.about.endswith(".")
    assert len({starter.title for starter in starters()}) == len(STARTERS)


def test_the_small_company_has_the_rules_that_it_says() -> None:
    policy = read_policy(starter_bytes())
    here = {rule.id: (rule.category, rule.weight, set(rule.kinds)) for rule in policy.rules}
    assert here.items() >= RULES.items()
    assert (policy.version, policy.if_unreachable, policy.allowance_minutes) == ("1", "ask", 30)


def test_the_small_company_has_every_category_on_for_company_accounts() -> None:
    rules = read_policy(starter_bytes()).rules
    on = {rule.category for rule in rules if "company" in rule.kinds}
    assert on == set(CATEGORIES) - BY_CIRCUMSTANCES


def test_the_small_company_is_clear_about_every_harmless_post() -> None:
    warm_up(30)
    policy = load_policy(starter_bytes())
    texts = [post.text for post in harmless()]
    noted = [text for text in texts if check(text, (), Speaker(kind="company"), policy, site="x").findings]
    assert noted == []


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
