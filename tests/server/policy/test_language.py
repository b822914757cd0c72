"""The whole language of the document is read: places, lists, what is looked for, times and steps."""

from __future__ import annotations

import pytest

from server.checking.rules import AccountName, Rule, Sought, Window
from server.policy.document import read_policy
from server.policy.examples import load_policy
from server.policy.faults import PolicyError

from .documents import EVERYTHING, changed, line_of, spoiled

WORKING_DAYS, WEEKEND, EVERY_DAY = frozenset(range(5)), frozenset({5, 6}), frozenset(range(7))


def the_rule(document: str) -> Rule:
    return read_policy(document).rules[0]


def test_a_rule_counts_on_the_sites_surfaces_and_accounts_it_names() -> None:
    rule = the_rule(EVERYTHING)
    assert rule.sites == {"x", "hackernews", "other:forum.example"}
    assert rule.surfaces == {"post", "reply", "quote"}
    assert rule.accounts == (AccountName("HaldenMotors", "x"), AccountName("halden@social.example"))


def test_a_rule_that_names_no_place_counts_everywhere() -> None:
    rule = read_policy(spoiled("Halden", "Halden")).rules[0]
    assert (rule.sites, rule.surfaces, rule.accounts) == (frozenset(), frozenset(), ())


def test_a_rule_looks_for_lists_inflections_patterns_and_what_stands_near() -> None:
    rule = the_rule(EVERYTHING)
    assert rule.looks_for == (
        Sought("list", "client names"),
        Sought("forms", "lay off"),
        Sought("pattern", "PRJ-[0-9]{4};x"),
        Sought("phrase", "launch", near="client names"),
    )
    assert rule.unless == ("case study", "{company names}", "halden.example/news", "+49 30 901820")
    assert (rule.unless_post, rule.always_allowed) == (("as announced",), ("any secret",))


@pytest.mark.parametrize(
    "sought",
    [
        Sought("phrase", "Halcyon Bank"),
        Sought("phrase", "any profanity"),
        Sought("phrase", "Any questions"),
        Sought("phrase", "{client names}"),
        Sought("phrase", "pattern `x`"),
        Sought("phrase", "launch near {client names}"),
        Sought("phrase", "f**k", "client names"),
        Sought("forms", "lay off", "client names"),
        Sought("pattern", r"PRJ-\d{4};\w"),
        Sought("pattern", r"PRJ-\d`", "client names"),
        Sought("detector", "any profanity", "client names"),
        Sought("list", "client names", "company names"),
    ],
)
def test_what_is_looked_for_reads_back_as_it_is_written(sought: Sought) -> None:
    old = "pattern `PRJ-[0-9]{4};x`"
    assert the_rule(changed(old, sought.written)).looks_for[2] == sought


def test_near_counts_only_before_a_list() -> None:
    rule = the_rule(changed("{client names}; any form", "sites near you; any form"))
    assert rule.looks_for[0] == Sought("phrase", "sites near you")


def test_lists_are_the_documents_own_and_have_no_case() -> None:
    policy = read_policy(EVERYTHING.replace("{company names}", "{COMPANY\u00a0Names}"))
    assert policy.lists == {
        "client names": ("Halcyon Bank", "Northwind"),
        "company names": ("Halden", "Halden Motors"),
    }
    assert policy.rules[0].unless[1] == "{company names}"
    assert policy.sections[0].paragraphs[-1] == "{Company Names}: Halden; Halden Motors"


def test_a_list_may_stand_below_the_rule_that_uses_it() -> None:
    moved = changed("- **{client names}:** Halcyon Bank; Northwind\n", "")
    load_policy((moved + "\n## 3. Lists\n\n- **{client names}:** Halcyon Bank\n").encode())


def test_the_companys_accounts_are_read_with_who_speaks_for_them() -> None:
    first, *others = read_policy(EVERYTHING).accounts
    assert (first.handle, first.site, first.kind) == ("HaldenMotors", "x", "company")
    assert (first.purpose, first.speakers) == ("customer support", ("Ana Reyes", "Jo Marsh"))
    assert first.line == line_of(EVERYTHING, "- **@HaldenMotors")
    assert [(one.handle, one.site, one.kind) for one in others] == [
        ("halden@social.example", "mastodon", "ambassador"),
        ("halden@social.example", "bluesky", "ambassador"),
    ]


def test_the_documents_own_labels_are_read() -> None:
    policy = read_policy(EVERYTHING)
    assert policy.personal_use == (
        Window(WORKING_DAYS, 12 * 60, 14 * 60),
        Window(WORKING_DAYS, 17 * 60, 24 * 60),
        Window(WEEKEND, 0, 24 * 60),
    )
    assert policy.personal_activity == ("catching up with friends", "the news")
    assert (policy.training_months, policy.signing) == (12, "before")


def test_what_a_document_leaves_out_is_not_refused() -> None:
    policy = read_policy(spoiled("- **Allowance:** 30 minutes a day\n", ""))
    assert (policy.allowance_minutes, policy.training_months, policy.personal_use) == (None, None, None)
    assert (policy.personal_activity, policy.accounts, policy.lists) == ((), (), {})
    assert (policy.steps, policy.after_a_slip, policy.signing) == ((), (), "asked")


def test_steps_are_read_and_stay_prose() -> None:
    policy = read_policy(EVERYTHING)
    assert policy.after_a_slip == ("Delete it.", "Say sorry.")
    assert policy.steps == ("We talk.", "A written warning.")
    assert policy.sections[-1].paragraphs[:3] == ("After a slip:", "1. Delete it.", "2. Say sorry.")


@pytest.mark.parametrize(
    ("written", "windows"),
    [
        ("any time", [Window(EVERY_DAY, 0, 1440)]),
        ("at no time", []),
        ("before 09:00", [Window(EVERY_DAY, 0, 540)]),
        ("from 12:00 to 13:30, and after 17:30 every day.", [(EVERY_DAY, 720, 810), (EVERY_DAY, 1050, 1440)]),
        ("12:00–14:00 on Mondays", [Window(frozenset({0}), 720, 840)]),
        ("12.00 to 14.00 on Monday to Wednesday", [Window(frozenset({0, 1, 2}), 720, 840)]),
        ("any time on Saturday, Sunday and Monday", [Window(frozenset({0, 5, 6}), 0, 1440)]),
        ("Friday to Monday: after 20:00", [Window(frozenset({0, 4, 5, 6}), 1200, 1440)]),
        ("12:00 to 14:00; 13:00 to 15:00", [(EVERY_DAY, 720, 840), (EVERY_DAY, 780, 900)]),
        ("any time on working days; at no time at weekends", [Window(WORKING_DAYS, 0, 1440)]),
    ],
)
def test_times_are_read_as_people_say_them(written: str, windows: list[tuple[object, ...]]) -> None:
    old = "12:00 to 14:00 and after 17:00 on working days; any time at weekends"
    assert read_policy(changed(old, written)).personal_use == tuple(windows)


@pytest.mark.parametrize(
    ("written", "months"),
    [("once", 0), ("twice a year", 6), ("Every 6 months", 6), ("every two years", 24), ("yearly", 12)],
)
def test_training_is_read_as_months(written: str, months: int) -> None:
    assert read_policy(changed("once a year", written)).training_months == months


def test_the_examples_of_a_rule_run_where_the_rule_counts() -> None:
    load_policy(EVERYTHING.encode())
    with pytest.raises(PolicyError, match="CONF-1 does not find ‘Thrilled’"):
        load_policy(changed("Thrilled to start with **Halcyon Bank**", "**Thrilled** to start").encode())


def test_a_phrase_in_quotation_marks_keeps_its_comma() -> None:
    assert the_rule(changed("as announced", "“Paris, Texas”")).unless_post == ("Paris, Texas",)
