"""Where a rule speaks: its sites, surfaces and accounts; what isn't known is under it."""

from __future__ import annotations

import pytest

from server.checking.rules import AccountName, Rule
from server.checking.scope import Place, applies
from server.checking.speaker import Speaker

from .policies import rule


def is_under(of: Rule, *, site: str = "x", surface: str = "post", handle: str = "HaldenMotors") -> bool:
    return applies(of, Place(Speaker(kind="company", handle=handle), site, surface))


EVERYWHERE = rule("A-1", "legal", "note")
ON_X = rule("A-2", "legal", "note", sites=frozenset({"x", "other:forum.example"}))
POSTS = rule("A-3", "legal", "note", surfaces=frozenset({"post"}))
REPLIES = rule("A-4", "legal", "note", surfaces=frozenset({"reply"}))
OURS = rule("A-5", "legal", "note", accounts=(AccountName("HaldenMotors"),))
OURS_ON_X = rule("A-6", "legal", "note", accounts=(AccountName("HaldenMotors", "x"),))


def test_a_rule_without_a_scope_is_everywhere() -> None:
    assert is_under(EVERYWHERE)
    assert is_under(EVERYWHERE, site="", surface="yell", handle="")


@pytest.mark.parametrize(
    ("site", "expected"),
    [("x", True), ("other:forum.example", True), ("linkedin", False), ("other:news.example", False),
     ("", True), ("friendster", True), ("practice", True)],
)  # fmt: skip
def test_a_rule_for_some_sites(site: str, expected: bool) -> None:
    assert is_under(ON_X, site=site) is expected


@pytest.mark.parametrize(
    ("surface", "post", "reply"),
    [("post", True, False), ("reply", False, True), ("quote", False, False), ("thread", True, False),
     ("schedule", True, False), ("comment", False, True), ("edit", True, True), ("yell", True, True)],
)  # fmt: skip
def test_a_rule_for_some_surfaces(surface: str, post: bool, reply: bool) -> None:
    assert is_under(POSTS, surface=surface) is post
    assert is_under(REPLIES, surface=surface) is reply


def test_a_rule_for_some_accounts() -> None:
    assert is_under(OURS, handle="@haldenmotors")
    assert not is_under(OURS, handle="@other")
    assert is_under(OURS, handle="")
    assert is_under(OURS_ON_X, site="x")
    assert not is_under(OURS_ON_X, site="linkedin")
    assert is_under(OURS_ON_X, site="")


def test_a_handle_without_its_server_may_be_the_one_that_is_named() -> None:
    ours = rule("A-7", "legal", "note", accounts=(AccountName("halden@social.example", "mastodon"),))
    assert is_under(ours, site="mastodon", handle="halden@social.example")
    assert is_under(ours, site="mastodon", handle="halden")
    assert not is_under(ours, site="mastodon", handle="halden@other.example")
