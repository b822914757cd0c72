"""Examples are run: exactly the bold words are found, and nothing where nothing should be."""

from __future__ import annotations

import pytest

from server.checking.detectors import DETECTORS
from server.policy import examples
from server.policy.document import read_policy
from server.policy.examples import load_policy, run_examples
from server.policy.faults import PolicyError

from .documents import SOUND, line_of, spoiled


def refusal(document: str) -> list[tuple[int, str | None, str]]:
    with pytest.raises(PolicyError) as refused:
        load_policy(document.encode())
    return [(fault.line, fault.rule, fault.message) for fault in refused.value.errors]


def test_a_sound_policy_is_compiled() -> None:
    assert load_policy(SOUND.encode()).policy == read_policy(SOUND)


MORE = "{} finds ‘{}’ here on a company account. Put ** around exactly these words."
WRONG = "{} finds ‘{}’ here on a company account. Change the rule or the example."
LESS = "{} does not find ‘{}’ on a company account. Change the rule or the example."


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        ("**Halcyon Bank**", "**Halcyon** Bank", "> Thrilled", MORE.format("CONF-3", "Halcyon Bank")),
        ("**Halcyon Bank**", "**Halcyon Bank on**", "> Thrilled", MORE.format("CONF-3", "Halcyon Bank")),
        ("Bank** on", "Bank**, **Acme** on", "> Thrilled", LESS.format("CONF-3", "Acme")),
        ("Bank** on", "Bank** with Project Falcon on", "> Thrilled", MORE.format("CONF-3", "Project Falcon")),
        (
            "case study is live, as",
            "work is live",
            "> Our Halcyon",
            WRONG.format("CONF-3", "Halcyon Bank"),
        ),
        ("**fucking**", "**slowly**", "> Nobody", LESS.format("VOICE-1", "slowly")),
        ("Scunthorpe branch", "shitty branch", "> Our shitty", WRONG.format("VOICE-1", "shitty")),
    ],
)
def test_an_example_that_fails_names_line_rule_and_words(old: str, new: str, at: str, sentence: str) -> None:
    document = spoiled(old, new)
    assert refusal(document) == [(line_of(document, at), sentence.split(" ", 1)[0], sentence)]


def test_examples_hold_for_every_kind_the_rule_applies_to() -> None:
    document = spoiled("**Applies to:** company\n", "**Applies to:** ambassador\n").replace(
        "Nobody here knows how to **fucking** drive", "Our **fucking** union got us no raise in pay"
    )
    # Talk about pay is protected on an ambassador's account, so the rule can't do as the example says.
    assert [(rule, "on an ambassador account" in message) for _, rule, message in refusal(document)] == [
        ("VOICE-1", True)
    ]


def test_an_example_that_is_protected_talk_is_told_as_that() -> None:
    document = spoiled("on Monday!", "on Monday, unpaid!")
    silent = "CONF-3 is silent on ‘Halcyon Bank’ on an ambassador account: this talks about work."
    assert refusal(document) == [(line_of(document, "> Thrilled"), "CONF-3", f"{silent} Change the example.")]


def test_faults_of_reading_and_of_examples_stand_together_even_in_one_rule() -> None:
    document = spoiled("**Weight:** stop", "**Wieght:** stop").replace("**fucking**", "**slowly**")
    assert [(line, rule) for line, rule, _ in refusal(document)] == [
        (line_of(document, "**Wieght"), "VOICE-1"),
        (line_of(document, "**slowly**"), "VOICE-1"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Halcyon Bank; Project Falcon", "any secrt"),
        ("**Looks for:** Halcyon", "**Sucht nach:** Halcyon"),
        ("company, ambassador, personal", "companies of ours"),
        ("**Halcyon Bank** on", "Halcyon Bank on"),
    ],
)
def test_what_could_not_be_read_is_not_run_as_well(old: str, new: str) -> None:
    messages = [message for _, _, message in refusal(spoiled(old, new))]
    assert messages
    assert not any("finds" in message or "find ‘" in message for message in messages)


def test_a_rule_answers_for_itself_where_another_finds_the_same_words() -> None:
    policy = read_policy(spoiled("Halcyon Bank; Project Falcon", "Halcyon Bank; fucking drive"))
    assert run_examples(policy) == ()


def test_a_detector_that_never_wakes_is_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "PATIENCE_SECONDS", 0.05)
    swearing = next(detector for detector in DETECTORS if detector.name == "any profanity")
    monkeypatch.setattr(type(swearing), "ready", lambda _: "warming up")
    assert refusal(SOUND) == [
        (
            line_of(SOUND, "### VOICE-1"),
            "VOICE-1",
            "The examples of VOICE-1 could not be run (warming up). Try again in a moment.",
        )
    ]


def test_examples_that_take_too_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "MOST_SECONDS", 0.0)
    assert refusal(SOUND) == [
        (
            line_of(SOUND, "### CONF-3"),
            "CONF-3",
            "The examples up to here took over 0 seconds. Shorten them.",
        )
    ]
