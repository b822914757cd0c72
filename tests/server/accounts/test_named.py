"""The accounts that the policy lists: known without the registry, and the stricter word where both speak."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.accounts.registry import Details, Registry
from server.accounts.speaking import known_accounts, who_speaks
from server.checking.report import Kind
from server.checking.rules import PolicyAccount
from server.store.database import Database

LISTED = (
    PolicyAccount(handle="BrandX", site="x", kind="company", purpose="News"),
    PolicyAccount(handle="AnaReyes", site="", kind="ambassador"),
    PolicyAccount(handle="brand@mastodon.social", site="mastodon", kind="company"),
    PolicyAccount(handle="twice", site="x", kind="personal"),
    PolicyAccount(handle="Twice", site="threads", kind="ambassador", purpose="Threads"),
)


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    database = Database(tmp_path / "right-handle.db")
    yield Registry(database)
    database.close()


@pytest.mark.parametrize(
    ("site", "handle", "kind", "purpose"),
    [
        ("x", "@brandx", "company", "News"),
        ("", "BRANDX", "company", "News"),
        ("bluesky", "@AnaReyes", "ambassador", ""),
        ("mastodon", "@Brand@Mastodon.Social", "company", ""),
        ("x", "twice", "personal", ""),
        ("threads", "twice", "ambassador", "Threads"),
        ("", "twice", "ambassador", "Threads"),
    ],
)
@pytest.mark.parametrize("with_registry", [True, False])
def test_an_account_that_only_the_policy_lists_is_known(  # noqa: PLR0913, PLR0917 - one argument a column
    registry: Registry, with_registry: bool, site: str, handle: str, kind: str, purpose: str
) -> None:
    speaking = who_speaks(registry if with_registry else None, site, handle, accounts=LISTED)
    assert (speaking.known, speaking.account, speaking.remarks) == (True, None, ())
    assert (speaking.speaker.kind, speaking.speaker.purpose) == (kind, purpose)


@pytest.mark.parametrize(
    ("site", "handle"), [("linkedin", "BrandX"), ("mastodon", "brand"), ("x", ""), ("x", "BrandXY")]
)
def test_another_account_stays_nobody(registry: Registry, site: str, handle: str) -> None:
    speaking = who_speaks(registry, site, handle, accounts=LISTED)
    assert (speaking.known, speaking.speaker.kind) == (False, "unknown")


def test_one_that_only_looks_like_a_listed_account_is_nobody_and_said(registry: Registry) -> None:
    speaking = who_speaks(registry, "x", "@Br\u0430ndX", accounts=LISTED)
    assert (speaking.known, speaking.speaker.kind) == (False, "unknown")
    assert "looks like @BrandX" in speaking.remarks[0].why
    assert speaking.remarks[0].why.endswith("It is checked as a company’s.")


@pytest.mark.parametrize(
    ("registered", "listed", "counts", "said"),
    [
        (
            "personal",
            "company",
            "company",
            "The policy calls @BrandX a company account, the list of accounts says personal. "
            "It is checked as a company’s.",
        ),
        (
            "company",
            "ambassador",
            "company",
            "The policy calls @BrandX an ambassador account, the list of accounts says company. "
            "It is checked as a company’s.",
        ),
        (
            "personal",
            "ambassador",
            "ambassador",
            "The policy calls @BrandX an ambassador account, the list of accounts says personal. "
            "It is checked as an ambassador’s.",
        ),
        ("company", "company", "company", None),
    ],
)
def test_where_registry_and_policy_differ_the_stricter_kind_counts(
    registry: Registry, registered: str, listed: Kind, counts: str, said: str | None
) -> None:
    registry.add(Details(site="x", handle="BrandX", kind=registered, name="Brand X"))
    accounts = (PolicyAccount(handle="brandx", site="x", kind=listed, purpose="News"),)
    speaking = who_speaks(registry, "x", "@BrandX", accounts=accounts)
    assert (speaking.speaker.kind, speaking.speaker.name) == (counts, "Brand X")
    assert [remark.why for remark in speaking.remarks] == ([said] if said else [])
    assert who_speaks(registry, "x", "brandx", kind="personal", accounts=accounts) == (
        speaking._replace(
            speaker=type(speaking.speaker)(
                kind="personal", handle="BrandX", name="Brand X", purpose="News", site="x"
            ),
            remarks=(),
        )
    )


def test_the_purpose_is_the_registrys_or_else_the_policys(registry: Registry) -> None:
    registry.add(Details(site="x", handle="BrandX", kind="company"))
    assert who_speaks(registry, "x", "BrandX", accounts=LISTED).speaker.purpose == "News"
    account = registry.by_handle("x", "BrandX")
    assert account is not None
    registry.change(account.id, Details(site="x", handle="BrandX", kind="company", purpose="Support"))
    assert who_speaks(registry, "x", "BrandX", accounts=LISTED).speaker.purpose == "Support"


def test_a_number_that_disagrees_makes_a_listed_account_nobody_too(registry: Registry) -> None:
    registry.add(Details(site="x", handle="jo", kind="personal", external_id="2"))
    speaking = who_speaks(registry, "x", "BrandX", "2", accounts=LISTED)
    assert (speaking.known, speaking.speaker.kind) == (False, "unknown")
    assert "disagree" in speaking.remarks[0].why


def test_known_accounts_are_those_of_both_and_each_once(registry: Registry) -> None:
    registry.add(Details(site="x", handle="brandX", kind="personal", name="Brand X", colour="fir"))
    registry.add(Details(site="bluesky", handle="jo", kind="personal", colour="clay"))
    known = known_accounts(registry.all(), LISTED)
    assert [(one.site, one.handle, one.kind, one.purpose, one.colour) for one in known] == [
        ("x", "brandX", "company", "News", "fir"),
        ("bluesky", "jo", "personal", "", "clay"),
        ("", "AnaReyes", "ambassador", "", None),
        ("mastodon", "brand@mastodon.social", "company", "", None),
        ("x", "twice", "personal", "", None),
        ("threads", "Twice", "ambassador", "Threads", None),
    ]


def test_eight_thousand_listed_accounts_cost_a_check_next_to_nothing() -> None:
    accounts = tuple(
        PolicyAccount(handle=f"account{number}", site="x", kind="company") for number in range(8000)
    )
    who_speaks(None, "x", "account1", accounts=accounts)
    began = time.perf_counter()
    for number in range(100):
        assert who_speaks(None, "x", f"account{number}", accounts=accounts).known
    assert time.perf_counter() - began < 0.1
