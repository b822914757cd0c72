"""A post unlike this account: the person's voice, where the company's is expected."""

from __future__ import annotations

import pytest

from server.checking.detectors import Hit
from server.checking.detectors.unlike_account import UnlikeAccount
from server.checking.draft import Draft
from server.checking.speaker import Speaker, Voice


def found(text: str, voice: Voice = Voice()) -> list[Hit]:  # noqa: B008 - a frozen value
    return UnlikeAccount().find(Draft(text), Speaker(kind="company", voice=voice))


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("God I love this song", "It says “I”, with no link, hashtag or mention."),
        ("facepalm", "It uses text-speak, with no link, hashtag or mention."),
        ("Thank fuck it's Friday", "It swears, with no link, hashtag or mention."),
    ],
)
def test_a_personal_voice_without_anything_of_a_company_is_held(text: str, evidence: str) -> None:
    (hit,) = found(text)
    assert (hit.evidence, hit.at_most) == (evidence, "confirm")


@pytest.mark.parametrize(
    "text",
    [
        "I love this song https://example.com/song",
        "I love this song #music",
        "@jane I love this song",
        "We love this song",
        "I’m looking into it. ^RR",
        "Phase I trials begin on Monday",
        "Our CEO: “I love this song”",
        "U.S. stores open late",
    ],
)
def test_one_sign_alone_is_weak(text: str) -> None:
    assert found(text) == []


def test_what_an_account_often_does_itself_is_no_slip() -> None:
    chatty = Voice(posts=40, first_person=12)
    assert found("I love this song", chatty) == []
    assert found("lol that song", chatty) != []


def test_too_few_learned_posts_say_nothing() -> None:
    assert found("I love this song", Voice(posts=24, first_person=24)) != []


def test_where_links_are_rare_the_voice_alone_is_only_noted() -> None:
    (hit,) = found("I love this song", Voice(posts=40, no_link_tag_or_mention=30))
    assert (hit.evidence, hit.at_most) == ("It says “I”.", "note")
