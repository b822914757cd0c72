"""Talk about pay, hours, conditions and unions is nobody's to flag on people's own accounts."""

from __future__ import annotations

import pytest

from server.checking.draft import Draft
from server.checking.engine import check
from server.checking.protected import is_about_work, is_silent
from server.checking.speaker import Speaker

from .policies import NAMES, SWEARING, policy


@pytest.mark.parametrize(
    "text",
    [
        "They still haven't paid our overtime",
        "Minimum wage for this shit?",
        "We need a union at Halcyon Bank",
        "My manager cut the breaks again",
        "Third double shift this week",
        "The #workingconditions in this warehouse are awful",
        "Management changed the schedule, nobody can pay rent",
        "Our pay is frozen while the firm’s profit doubled",
        "They pay us late, again",
        "Another 60-hour week at Halcyon Bank",
    ],
)
def test_talk_about_work_is_recognised(text: str) -> None:
    assert is_about_work([Draft(text)])


@pytest.mark.parametrize(
    "text",
    [
        "I paid for parking",
        "Happy hour at six",
        "Give me a break",
        "This company makes great shoes",
        "Reunion!",
        "You can pay by card",
        "We are open 24 hours",
    ],
)
def test_other_talk_is_not(text: str) -> None:
    assert not is_about_work([Draft(text)])


def test_it_silences_three_kinds_of_rules_on_two_kinds_of_accounts() -> None:
    post = [Draft("Halcyon Bank pays shit wages")]
    assert is_silent("confidential", "personal", post)
    assert is_silent("profanity", "ambassador", post)
    assert is_silent("tone", "ambassador", post)
    assert not is_silent("secret", "personal", post)
    assert not is_silent("profanity", "company", post)


@pytest.mark.parametrize(
    ("title", "text"),
    [("Three years of unpaid overtime", "This is fucking awful"), ("About my manager", "I get shit pay")],
)
def test_a_title_says_what_the_whole_post_is_about(title: str, text: str) -> None:
    own, companys = (
        check(text, (title,), Speaker(kind=kind), policy(SWEARING), site="reddit").verdict
        for kind in ("ambassador", "company")
    )
    assert (own, companys) == ("clear", "stop")


def test_a_post_about_work_may_have_any_picture() -> None:
    report = check("We want a union", ("Halcyon Bank at night",), Speaker(kind="personal"), policy(NAMES))
    assert report.verdict == "clear"
