"""What no text shows, over HTTP: signatures, times, and the accounts that the policy lists."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from tests.server.policy.documents import spoiled
from tests.server.running import API, Companion, Key

TEXT = "Our Scunthorpe branch is open."

SIGNED_FIRST = spoiled(
    "- **Halden Motors:** customer support",
    "- **@BrandX on x:** company; news of the house; spoken for by Ana Reyes\n"
    "- **@jomarsh on practice:** ambassador",
).replace("- **Version:** 3", "- **Version:** 3\n- **Signature:** before speaking for the company", 1)


@pytest.fixture
def page(own: Companion) -> Key:
    key = own.paired(f"http://127.0.0.1:{own.port}")
    adopt(own, key, SIGNED_FIRST)
    return key


def adopt(own: Companion, page: Key, text: str) -> None:
    base = own.ask("GET", f"{API}/policy", key=page).json["sha256"]
    answer = own.ask("POST", f"{API}/policy/adopt", {"text": text, "base_sha256": base}, key=page)
    assert answer.status == 200, answer.body


def check(own: Companion, page: Key, handle: str, site: str = "x") -> Any:
    body = {"text": TEXT, "site": site, "account": {"handle": handle}}
    return own.ask("POST", f"{API}/check", body, key=page).json


def sign(own: Companion, page: Key) -> None:
    sha256 = own.ask("GET", f"{API}/policy", key=page).json["sha256"]
    body = {"policy_sha256": sha256, "name": "Ana Reyes"}
    assert own.ask("POST", f"{API}/acknowledgements", body, key=page).status == 201


def to_do(own: Companion, page: Key) -> Any:
    return own.ask("GET", f"{API}/status", key=page).json["to_do"]


def test_without_a_signature_nobody_speaks_for_the_company_unasked(own: Companion, page: Key) -> None:
    report = check(own, page, "@BrandX")
    assert report["verdict"] == "confirm"
    (finding,) = report["findings"]
    assert (finding["category"], finding["weight"], finding["span"]) == ("standing", "confirm", [0, 0])
    assert finding["title"] == "Version 3 isn’t signed yet."
    assert to_do(own, page) == [{"what": "sign", "why": "Version 3 isn’t signed yet."}]
    tried = {"policy": SIGNED_FIRST, "text": TEXT, "site": "x", "account": {"handle": "@BrandX"}}
    assert own.ask("POST", f"{API}/policy/try", tried, key=page).json["verdict"] == "clear"

    sign(own, page)
    assert check(own, page, "@BrandX")["verdict"] == "clear"
    assert to_do(own, page) == []

    database = sqlite3.connect(own.data / "right-handle.db")
    with database:
        database.execute("UPDATE acknowledgements SET name = 'Someone Else'")
    database.close()
    assert check(own, page, "@BrandX")["verdict"] == "confirm"
    assert to_do(own, page) != []


def test_a_new_version_is_signed_anew_and_an_earlier_one_stays_signed(own: Companion, page: Key) -> None:
    sign(own, page)
    adopt(own, page, SIGNED_FIRST.replace("Version:** 3", "Version:** 4", 1))
    assert to_do(own, page) == [{"what": "sign", "why": "Version 4 isn’t signed yet."}]
    assert check(own, page, "@BrandX")["verdict"] == "confirm"
    adopt(own, page, SIGNED_FIRST)
    assert to_do(own, page) == []
    assert check(own, page, "@BrandX")["verdict"] == "clear"


def test_a_listed_account_is_told_as_known_and_the_stricter_kind_with_its_reason(
    own: Companion, page: Key
) -> None:
    report = check(own, page, "@brandx")
    assert report["account"] == {
        "handle": "@BrandX",
        "name": "BrandX",
        "kind": "company",
        "purpose": "news of the house",
        "colour": None,
        "symbol": None,
        "known": True,
    }
    jo = check(own, page, "jomarsh", "practice")
    assert (jo["account"]["kind"], jo["account"]["name"]) == ("ambassador", "Jo Marsh")
    assert [one["why"] for one in jo["not_checked"]] == [
        "The policy calls @jomarsh an ambassador account, the list of accounts says personal. "
        "It is checked as an ambassador’s."
    ]
    told = own.ask("GET", f"{API}/accounts", key=page).json
    assert [one["handle"] for one in told["accounts"]] == ["HaldenMotors", "jomarsh"]
    assert [(one["site"], one["handle"], one["kind"], one["colour"]) for one in told["known"]] == [
        ("practice", "HaldenMotors", "company", "lagoon"),
        ("practice", "jomarsh", "ambassador", "mauve"),
        ("x", "BrandX", "company", None),
    ]


@pytest.mark.parametrize(("times", "noted"), [("at no time", True), ("any time", False)])
def test_personal_posts_outside_their_times_are_noted_and_never_held(
    own: Companion, page: Key, times: str, noted: bool
) -> None:
    adopt(
        own,
        page,
        spoiled("- **Allowance:**", f"- **Personal use:** {times} every day\n- **Allowance:**"),
    )
    report = check(own, page, "jomarsh", "practice")
    assert report["verdict"] == ("note" if noted else "clear")
    assert [finding["category"] for finding in report["findings"]] == (["activity"] if noted else [])
