"""Handles compared, look-alikes named, and who is about to speak."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.accounts import handles
from server.accounts.registry import Details, Registry
from server.accounts.speaking import who_speaks
from server.checking.engine import is_site
from server.checking.speaker import Voice
from server.errors import RightHandleError
from server.store.database import Database


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    database = Database(tmp_path / "right-handle.db")
    yield Registry(database)
    database.close()


def add(registry: Registry, handle: str, site: str = "x", kind: str = "company", **more: str) -> str:
    return registry.add(Details(site=site, handle=handle, kind=kind, **more)).id


@pytest.mark.parametrize("spelling", ["BrandX", "@BrandX", "@brandx", "BRANDX", " @BrandX "])
def test_a_handle_is_compared_without_its_at_and_without_case(registry: Registry, spelling: str) -> None:
    add(registry, "@BrandX")
    found = registry.by_handle("x", spelling)
    assert found is not None
    assert found.handle == "BrandX"
    assert registry.by_handle("linkedin", spelling) is None


def test_on_mastodon_the_server_is_a_part_of_the_handle(registry: Registry) -> None:
    add(registry, "@brand@mastodon.social", "mastodon")
    add(registry, "brand@fosstodon.org", "mastodon", "personal")
    for spelling, kind in (("@Brand@Mastodon.Social", "company"), ("brand@fosstodon.org", "personal")):
        assert who_speaks(registry, "mastodon", spelling).speaker.kind == kind
    assert who_speaks(registry, "mastodon", "@brand").speaker.kind == "unknown"


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("Brand0", "This looks like @BrandO with a zero. Use the letter o."),
        ("Br\u0430ndO", "with ‘\u0430’ for ‘a’"),
        ("ＢrandO", "looks like @BrandO"),
        ("BrándO", "looks like @BrandO"),
    ],
)
def test_a_handle_that_only_looks_like_a_registered_one_is_said(
    registry: Registry, new: str, said: str
) -> None:
    add(registry, "BrandO")
    with pytest.raises(RightHandleError) as refused:
        add(registry, new)
    assert refused.value.code == "look_alike"
    assert said in refused.value.message
    speaking = who_speaks(registry, "x", new)
    assert speaking.speaker.kind == "unknown"
    assert "@BrandO" in speaking.remarks[0].why


@pytest.mark.parametrize("other", ["BrandOne", "Brand", "BrandO_news", "BrandP"])
def test_a_handle_that_is_plainly_another_is_registered(registry: Registry, other: str) -> None:
    add(registry, "BrandO")
    assert add(registry, other)


def test_a_handle_and_a_number_that_disagree_are_nobody(registry: Registry) -> None:
    add(registry, "brand", external_id="1")
    add(registry, "jo", kind="personal", external_id="2")
    assert who_speaks(registry, "x", "jo", "2").speaker.kind == "personal"
    assert who_speaks(registry, "x", "jo").speaker.kind == "personal"
    for handle, number in (("jo", "1"), ("jo", "3"), ("nobody", "2")):
        speaking = who_speaks(registry, "x", handle, number)
        assert (speaking.speaker.kind, speaking.account) == ("unknown", None)
        assert "disagree" in speaking.remarks[0].why


def test_without_a_site_a_handle_counts_where_it_is_on_one_alone(registry: Registry) -> None:
    add(registry, "@Brand", kind="personal")
    assert who_speaks(registry, "", "@BRAND").speaker.kind == "personal"
    add(registry, "@brand", site="threads")
    nobody = who_speaks(registry, "", "@brand")
    assert nobody.speaker.kind == "unknown"
    assert "more than one site" in nobody.remarks[0].why


def test_a_given_kind_wins_over_the_registry(registry: Registry) -> None:
    add(registry, "brand")
    assert who_speaks(registry, "x", "brand", kind="personal").speaker.kind == "personal"
    assert who_speaks(None, "x", "brand", kind="ambassador").speaker.kind == "ambassador"


def test_each_account_gets_a_colour_of_its_own_until_they_run_out(registry: Registry) -> None:
    for number in range(9):
        add(registry, f"account-{number}-{'abcdefghk'[number]}")
    colours = [one.colour for one in registry.all()]
    assert len(set(colours)) == 8
    assert colours[8] == colours[0]


def test_learning_adds_counts_and_a_new_handle_starts_anew(registry: Registry) -> None:
    account = add(registry, "brand")
    registry.learn(account, Voice(posts=3, first_person=1))
    assert registry.learn(account, Voice(posts=2)) == Voice(posts=5, first_person=1)
    same = registry.change(account, Details(site="x", handle="@Brand", kind="personal"))
    assert same.voice.posts == 5
    other = registry.change(account, Details(site="x", handle="other", kind="personal"))
    assert other.voice == Voice()


def test_the_practice_accounts_are_there_once_and_stay_away_when_removed(registry: Registry) -> None:
    registry.seed()
    for account in registry.all():
        registry.remove(account.id)
    registry.seed()
    assert registry.all() == []


@pytest.mark.parametrize(
    ("site", "known"),
    [
        ("x", True),
        ("practice", True),
        ("other:social.example.org", True),
        ("other:localhost:8080", True),
        ("twitter", False),
        ("other:", False),
        ("other:a b", False),
        ("other:-a", False),
        ("", False),
    ],
)
def test_sites_are_a_closed_list_and_one_form_for_others(site: str, known: bool) -> None:
    assert is_site(site) is known


def test_a_skeleton_is_quick_for_any_handle() -> None:
    assert len(handles.skeleton("\u0316\u0300" * 100_000)) <= handles.MAX_CHARACTERS
