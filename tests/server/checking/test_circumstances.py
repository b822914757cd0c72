"""What no text shows: times of personal use, and a policy that isn't signed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from server.checking.circumstances import Circumstances, judged
from server.checking.engine import check
from server.checking.report import Finding, Kind
from server.checking.rules import Section, Window
from server.checking.speaker import Speaker

from .policies import SWEARING, policy

WORKING, WEEKEND = frozenset(range(5)), frozenset({5, 6})
TIMES = (Window(WORKING, 720, 840), Window(WORKING, 1020, 1440), Window(WEEKEND, 0, 1440))
POLICY = policy(
    SWEARING,
    signing="before",
    personal_use=TIMES,
    personal_activity=("family", "a hobby"),
)
MONDAY, SATURDAY = 23, 28


def at(day: int, hour: int, minute: int = 0, *, signed: bool = True) -> Circumstances:
    return Circumstances(datetime(2026, 11, day, hour, minute, tzinfo=UTC), signed)


def heard(kind: Kind, circumstances: Circumstances | None, text: str = "Hello") -> list[Finding]:
    speaker = Speaker(kind=kind, handle="BrandX")
    return list(check(text, (), speaker, POLICY, circumstances=circumstances).findings)


@pytest.mark.parametrize("kind", ["company", "ambassador"])
def test_who_has_not_signed_is_asked_to_before_speaking_for_the_company(kind: Kind) -> None:
    (finding,) = heard(kind, at(MONDAY, 9, signed=False))
    assert (finding.category, finding.weight, finding.span, finding.match) == (
        "standing",
        "confirm",
        (0, 0),
        "",
    )
    assert finding.title == "Version 1 isn’t signed yet."
    assert finding.instead == "Sign it to speak for @BrandX."


@pytest.mark.parametrize("kind", ["company", "ambassador"])
def test_who_has_signed_hears_nothing(kind: Kind) -> None:
    assert heard(kind, at(MONDAY, 9)) == []


def test_a_signature_that_is_only_asked_for_holds_nothing() -> None:
    asked = policy(SWEARING)
    speaker = Speaker(kind="company")
    assert check("Hello", (), speaker, asked, circumstances=at(MONDAY, 9, signed=False)).verdict == "clear"


def test_a_clear_text_stays_clear_on_an_unknown_account() -> None:
    assert heard("unknown", at(MONDAY, 9, signed=False)) == []


@pytest.mark.parametrize(
    ("circumstances", "noted"),
    [
        (at(MONDAY, 11, 59), True),
        (at(MONDAY, 12), False),
        (at(MONDAY, 13, 59), False),
        (at(MONDAY, 14), True),
        (at(MONDAY, 17), False),
        (at(MONDAY, 23, 59), False),
        (at(SATURDAY, 3), False),
    ],
)
def test_personal_posts_have_their_times(circumstances: Circumstances, noted: bool) -> None:
    findings = heard("personal", circumstances)
    assert [(one.category, one.weight) for one in findings] == ([("activity", "note")] if noted else [])


def test_the_note_names_the_times_and_what_is_permitted() -> None:
    (finding,) = heard("personal", at(MONDAY, 9))
    assert finding.why == (
        "Personal posts are fine 12:00 to 14:00 and after 17:00 on working days; any time at weekends."
    )
    assert finding.instead == "family; a hobby"


def test_a_policy_that_permits_no_time_says_so() -> None:
    never = policy(SWEARING, personal_use=())
    (finding,) = check("Hello", (), Speaker(kind="personal"), never, circumstances=at(SATURDAY, 3)).findings
    assert finding.why == "The policy names no time for personal posts."


def test_company_posts_have_no_times() -> None:
    assert heard("company", at(MONDAY, 9)) == []


def test_without_circumstances_nothing_is_judged() -> None:
    assert heard("company", None) == []
    assert heard("personal", None) == []


def test_it_stands_among_the_others_by_its_weight() -> None:
    findings = heard("company", at(MONDAY, 9, signed=False), "shit, damn")
    assert [finding.weight for finding in findings] == ["stop", "confirm", "note"]


def test_the_chapter_that_speaks_of_it_is_named() -> None:
    sections = (Section(title="1. Why"), Section(title="8. Your signature"))
    told = replace(POLICY.policy, sections=sections)
    (finding,) = judged(at(MONDAY, 9, signed=False), Speaker(kind="company"), told)
    assert finding.section == "8. Your signature"
