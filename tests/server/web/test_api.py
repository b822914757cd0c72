"""What the calls answer, on a real socket."""

from __future__ import annotations

import secrets
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.server.running import API, CHROMIUM, Companion, Key

SWEARING = "no one here knows how to f**king drive"


def test_status_says_how_the_companion_is(companion: Companion, key: Key) -> None:
    status = companion.ask("GET", f"{API}/status", key=key).json
    assert set(status) == {
        "name",
        "version",
        "time",
        "policy",
        "policy_error",
        "if_unreachable",
        "key_store",
        "warming",
        "ledger",
        "notices",
        "to_do",
    }
    assert abs(status["time"] - time.time() * 1000) < 5000
    assert status["key_store"]["kind"] == "file"
    assert "readable by you alone" in status["key_store"]["notice"]
    assert status["policy_error"] is None


def test_a_report_has_the_contracts_shape(companion: Companion, key: Key) -> None:
    body = {
        "text": f"Detroit! {SWEARING}",
        "site": "practice",
        "surface": "post",
        "stage": "submit",
        "account": {"handle": "@haldenmotors"},
    }
    report = companion.ask("POST", f"{API}/check", body, key=key).json
    assert list(report) == ["check_id", "verdict", "took_us", "account", "findings", "not_checked", "policy"]
    assert report["verdict"] in ("confirm", "stop")
    assert report["account"] == {
        "handle": "@HaldenMotors",
        "name": "Halden Motors",
        "kind": "company",
        "purpose": "Customer support",
        "colour": "#0d565c",
        "symbol": "diamond",
        "known": True,
    }
    finding = next(one for one in report["findings"] if one["category"] == "profanity")
    start, end = finding["span"]
    assert body["text"][start:end] == finding["match"] == "f**king"
    assert all(finding[name] for name in ("rule", "title", "why", "instead", "consequence", "section"))


def test_the_same_words_leave_from_a_personal_account(companion: Companion, key: Key) -> None:
    body = {"text": SWEARING, "site": "practice", "account": {"handle": "JoMarsh"}}
    report = companion.ask("POST", f"{API}/check", body, key=key).json
    assert report["account"]["kind"] == "personal"
    assert report["verdict"] in ("clear", "note")


def test_an_unknown_account_is_checked_as_a_companys_and_said_so(companion: Companion, key: Key) -> None:
    body = {"text": SWEARING, "site": "x", "account": {"handle": "@nobody"}}
    report = companion.ask("POST", f"{API}/check", body, key=key).json
    assert report["account"] == {
        "handle": "@nobody",
        "name": "",
        "kind": "unknown",
        "purpose": "",
        "colour": None,
        "symbol": None,
        "known": False,
    }
    assert report["verdict"] in ("confirm", "stop")
    clear = companion.ask("POST", f"{API}/check", {"text": "Opening hours: nine to five."}, key=key).json
    assert clear["verdict"] == "clear"


def test_an_unknown_site_or_surface_is_named(companion: Companion, key: Key) -> None:
    body = {"text": "hello", "site": "orkut", "surface": "wave"}
    report = companion.ask("POST", f"{API}/check", body, key=key).json
    assert len(report["not_checked"]) >= 2


def test_a_finding_in_a_part_carries_its_index(companion: Companion, key: Key) -> None:
    body = {
        "text": "Look at this.",
        "site": "x",
        "parts": [
            {"kind": "title", "text": "\U0001f600 fine"},
            {"kind": "alt", "text": "\U0001f600 what the fuck"},
        ],
    }
    report = companion.ask("POST", f"{API}/check", body, key=key).json
    (finding,) = [one for one in report["findings"] if one["category"] == "profanity"]
    assert finding["part"] == 1
    units = body["parts"][1]["text"].encode("utf-16-le")  # type: ignore[index]
    start, end = finding["span"]
    assert units[2 * start : 2 * end].decode("utf-16-le") == "fuck"


def test_a_request_id_gets_its_first_answer_again_and_one_row(companion: Companion, key: Key) -> None:
    before = companion.rows(key)
    body = {"text": "hello", "stage": "submit", "request_id": secrets.token_hex(8)}
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda _: companion.ask("POST", f"{API}/check", body, key=key).body, range(6))
        )
    assert len(set(answers)) == 1
    assert companion.rows(key) == before + 1


@pytest.mark.parametrize(
    "other",
    [
        {"text": "fuck this"},
        {"text": "hello", "account": {"handle": "@HaldenMotors"}},
        {"text": "hello", "parts": [{"kind": "alt", "text": "fuck this"}]},
    ],
    ids=["text", "account", "part"],
)
def test_a_request_id_never_brings_another_drafts_verdict(
    companion: Companion, key: Key, other: dict[str, Any]
) -> None:
    said = {"site": "practice", "stage": "submit", "request_id": secrets.token_hex(8)}
    first = companion.ask("POST", f"{API}/check", {"text": "hello"} | said, key=key)
    before = companion.rows(key)
    reused = companion.ask("POST", f"{API}/check", other | said, key=key)
    assert (reused.status, reused.error) == (409, "request_id_reused")
    assert reused.json["error"]["field"] == "request_id"
    assert companion.rows(key) == before
    assert companion.ask("POST", f"{API}/check", {"text": "hello"} | said, key=key).body == first.body


def test_a_draft_that_is_then_sent_under_its_request_id_is_recorded_once(
    companion: Companion, key: Key
) -> None:
    before = companion.rows(key)
    body = {"text": "hello", "request_id": secrets.token_hex(8)}
    answers = {
        companion.ask("POST", f"{API}/check", body | {"stage": stage}, key=key).body
        for stage in ("draft", "submit", "submit", "draft")
    }
    assert len(answers) == 1
    assert companion.rows(key) == before + 1


def test_another_clients_request_id_is_another(companion: Companion, key: Key) -> None:
    other = companion.new_key("other")
    body = {"text": "hello", "request_id": "same"}
    ids = {companion.ask("POST", f"{API}/check", body, key=one).json["check_id"] for one in (key, other)}
    assert len(ids) == 2


def test_a_retry_after_a_restart_makes_no_second_row(own: Companion) -> None:
    key = own.new_key()
    body = {"text": "hello", "stage": "submit", "request_id": "after a restart"}
    first = own.ask("POST", f"{API}/check", body, key=key).json
    own.kill()
    again = Companion(own.home, port=own.port)
    try:
        second = again.ask("POST", f"{API}/check", body, key=key).json
        assert second["check_id"] == first["check_id"]
        assert again.rows(key) == 1
        other = again.ask("POST", f"{API}/check", body | {"text": "goodbye"}, key=key)
        assert (other.status, other.error) == (409, "request_id_reused")
        decided = {"check_id": first["check_id"], "decision": "posted"}
        assert again.ask("POST", f"{API}/decisions", decided, key=key).status == 200
    finally:
        again.close()


def test_a_decision_needs_a_check_that_was_seen(companion: Companion, key: Key) -> None:
    before = companion.rows(key)
    unknown = companion.ask("POST", f"{API}/decisions", {"check_id": "ff", "decision": "posted"}, key=key)
    assert (unknown.status, unknown.error) == (404, "unknown_check")
    for body in (
        {"check_id": "ff", "decision": "ignored"},
        {"check_id": "", "decision": "posted"},
        {"decision": "posted"},
    ):
        assert companion.ask("POST", f"{API}/decisions", body, key=key).status == 422
    assert companion.rows(key) == before


def test_accounts_are_added_changed_and_removed(own: Companion) -> None:
    page = own.paired(f"http://127.0.0.1:{own.port}")
    seeds = own.ask("GET", f"{API}/accounts", key=page).json["accounts"]
    assert [(one["handle"], one["kind"], one["colour"], one["symbol"]) for one in seeds] == [
        ("HaldenMotors", "company", "lagoon", "diamond"),
        ("jomarsh", "personal", "mauve", "crescent"),
    ]
    body = {"site": "x", "handle": "@BrandX", "kind": "company", "name": "Brand X", "purpose": "News"}
    added = own.ask("POST", f"{API}/accounts", body, key=page)
    assert added.status == 201
    assert (added.json["handle"], added.json["colour"], added.json["symbol"]) == ("BrandX", "navy", "disc")
    twice = own.ask("POST", f"{API}/accounts", body | {"handle": "brandx"}, key=page)
    assert (twice.status, twice.error) == (409, "exists")
    path = f"{API}/accounts/{added.json['id']}"
    changed = own.ask("PUT", path, body | {"kind": "ambassador", "colour": "fir"}, key=page)
    assert (changed.json["id"], changed.json["kind"], changed.json["symbol"]) == (
        added.json["id"],
        "ambassador",
        "square",
    )
    assert own.ask("DELETE", path, key=page).status == 204
    assert own.ask("DELETE", path, key=page).status == 404
    assert own.ask("PUT", path, body, key=page).status == 404


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"kind": "compnay"}, "kind", "Did you mean ‘company’?"),
        ({"kind": "unknown"}, "kind", "Allowed: company, ambassador, personal"),
        ({"site": "linkdin"}, "site", "Did you mean ‘linkedin’?"),
        ({"site": "other:"}, "site", "other:HOST"),
        ({"site": "other:not a host"}, "site", "other:HOST"),
        ({"colour": "marve"}, "colour", "Did you mean ‘mauve’?"),
        ({"handle": "@"}, "handle", "1 to 256 characters"),
        ({"handle": "two words"}, "handle", "without spaces"),
        ({"handle": "a\u202eb"}, "handle", "1 to 256"),
        ({"site": "mastodon", "handle": "@brand"}, "handle", "write the server too"),
        ({"name": "n" * 65}, "name", "64"),
    ],
)
def test_a_wrong_account_is_refused_with_what_is_allowed(
    companion: Companion, key: Key, change: dict[str, str], field: str, said: str
) -> None:
    body = {"site": "x", "handle": "@someone", "kind": "company"} | change
    answer = companion.ask("POST", f"{API}/accounts", body, key=key)
    assert answer.status == 422
    assert answer.json["error"]["field"] == field
    assert said in answer.json["error"]["message"]


def test_the_policy_is_told_with_the_spans_of_its_examples(companion: Companion, key: Key) -> None:
    policy = companion.ask("GET", f"{API}/policy", key=key).json
    rules = [rule for section in policy["sections"] for rule in section["rules"]]
    assert rules
    for rule in rules:
        assert rule["not_allowed"]
        assert rule["allowed"]
    named = companion.ask("GET", f"{API}/status", key=key).json["policy"]
    assert named == {name: policy[name] for name in ("title", "version", "sha256")}


def test_only_the_settings_page_takes_a_stricter_choice_back(own: Companion) -> None:
    page, extension = own.paired(f"http://127.0.0.1:{own.port}"), own.paired(CHROMIUM)
    ask, loose = {"if_unreachable": "ask"}, {"if_unreachable": "policy"}
    assert own.ask("PUT", f"{API}/settings", loose, key=extension).json == loose
    assert own.ask("PUT", f"{API}/settings", ask, key=extension).json == ask
    assert own.ask("GET", f"{API}/status", key=extension).json["if_unreachable"] == "ask"
    refused = own.ask("PUT", f"{API}/settings", loose, key=extension)
    assert (refused.status, refused.error) == (403, "forbidden")
    assert own.ask("PUT", f"{API}/settings", loose, key=page).json == loose
    assert own.ask("PUT", f"{API}/settings", {"if_unreachable": "allow"}, key=page).status == 422


def test_the_policy_in_force_is_signed_and_no_other(companion: Companion, key: Key) -> None:
    sha256 = companion.ask("GET", f"{API}/status", key=key).json["policy"]["sha256"]
    path = f"{API}/acknowledgements"
    other = companion.ask("POST", path, {"policy_sha256": "0" * 64, "name": "Jo Marsh"}, key=key)
    assert (other.status, other.error) == (409, "not_in_force")
    assert companion.ask("POST", path, {"policy_sha256": "00", "name": "x"}, key=key).status == 422
    signed = companion.ask("POST", path, {"policy_sha256": sha256, "name": "Jo Marsh"}, key=key)
    assert signed.status == 201
    listed = companion.ask("GET", path, key=key).json["acknowledgements"]
    assert (listed[0]["name"], listed[0]["whole"]) == ("Jo Marsh", True)


def test_a_signature_that_was_edited_is_not_whole(own: Companion) -> None:
    import sqlite3

    key = own.new_key()
    sha256 = own.ask("GET", f"{API}/status", key=key).json["policy"]["sha256"]
    body = {"policy_sha256": sha256, "name": "Jo Marsh"}
    assert own.ask("POST", f"{API}/acknowledgements", body, key=key).status == 201
    database = sqlite3.connect(own.data / "right-handle.db")
    with database:
        database.execute("UPDATE acknowledgements SET name = 'Someone Else'")
    database.close()
    (entry,) = own.ask("GET", f"{API}/acknowledgements", key=key).json["acknowledgements"]
    assert entry["whole"] is False


def test_open_tabs_are_counted(companion: Companion, key: Key) -> None:
    body = {"tabs": [{"site": "x", "watched": True, "handle": "@a"}, {"site": "bluesky", "watched": False}]}
    assert companion.ask("POST", f"{API}/presence", body, key=key).json == {"counted": 2}
    tabs = [{"site": "x", "watched": True}] * 501
    assert companion.ask("POST", f"{API}/presence", {"tabs": tabs}, key=key).status == 422


def test_a_paired_check_is_answered_beside_400_half_open_sockets(own: Companion) -> None:
    key = own.new_key()
    half_open = []
    try:
        for number in range(400):
            connection = socket.create_connection(("127.0.0.1", own.port), timeout=10)
            connection.sendall(b"POST /api/v1/check HTTP/1.1\r\nHost: " if number % 2 else b"G")
            half_open.append(connection)
        began = time.monotonic()
        assert own.ask("POST", f"{API}/check", {"text": "hello"}, key=key).status == 200
        assert time.monotonic() - began < 2
    finally:
        for connection in half_open:
            connection.close()


def test_a_locked_database_answers_503_with_when_to_come_again(own: Companion) -> None:
    import sqlite3

    key = own.new_key()
    own.ask("GET", f"{API}/status", key=key)
    other = sqlite3.connect(own.data / "right-handle.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        body = {"text": "hello", "stage": "submit", "request_id": "once"}
        answer = own.ask("POST", f"{API}/check", body, key=key)
        assert (answer.status, answer.error) == (503, "busy")
        assert int(answer.headers["Retry-After"]) >= 1
        assert own.ask("POST", f"{API}/check", {"text": "hello"}, key=key).status == 200
        other.execute("ROLLBACK")
        assert own.ask("POST", f"{API}/check", body, key=key).status == 200
        assert own.rows(key) == 1
    finally:
        other.close()


def unchecked(report: Any) -> set[str]:
    return {one["rule"] for one in report["not_checked"]}


def test_a_check_is_answered_and_says_so_when_it_can_not_be_recorded(own: Companion) -> None:
    import resource

    key = own.new_key()
    body = {"text": SWEARING, "site": "x", "stage": "submit"}
    assert "ledger" not in unchecked(own.ask("POST", f"{API}/check", body, key=key).json)
    before = resource.prlimit(own.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(own.process.pid, resource.RLIMIT_FSIZE, (1, before[1]))
    answer = own.ask("POST", f"{API}/check", body, key=key)
    assert answer.status == 200
    assert answer.json["verdict"] in ("confirm", "stop")
    assert "ledger" in unchecked(answer.json)
    decided = {"check_id": answer.json["check_id"], "decision": "edited"}
    refused = own.ask("POST", f"{API}/decisions", decided, key=key)
    assert (refused.status, refused.error) == (503, "not_recorded")
    resource.prlimit(own.process.pid, resource.RLIMIT_FSIZE, before)
    assert own.ask("POST", f"{API}/decisions", decided, key=key).status == 200
    assert own.rows(key) == 2
