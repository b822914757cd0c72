"""Talk about pay, hours, conditions and unions is nobody's to flag on people's own accounts."""

from __future__ import annotations

import pytest

from server.checking.draft import Draft
from server.checking.protected import is_about_work, is_silent


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
    assert is_about_work(Draft(text))


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
    assert not is_about_work(Draft(text))


def test_it_silences_three_kinds_of_rules_on_two_kinds_of_accounts() -> None:
    draft = Draft("Halcyon Bank pays shit wages")
    assert is_silent("confidential", "personal", draft)
    assert is_silent("profanity", "ambassador", draft)
    assert is_silent("tone", "ambassador", draft)
    assert not is_silent("secret", "personal", draft)
    assert not is_silent("profanity", "company", draft)
