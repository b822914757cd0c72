"""Odd, broken and oversized input: answered in the error shape with the place, never with a 500."""

from __future__ import annotations

import json
import time

import pytest

from tests.server.running import API, Companion, Key

CHECK = f"{API}/check"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (b"", 415, None),
        (b" ", 400, None),
        (b"{", 400, None),
        (b'{"text":"a"}{}', 400, None),
        (b"[]", 422, None),
        (b"null", 422, None),
        (b'"x"', 422, None),
        (b"5", 422, None),
        (b"{}", 422, "text"),
        (b'{"text":5}', 422, "text"),
        (b'{"text":null}', 422, "text"),
        (b'{"text":["a"]}', 422, "text"),
        (b'{"text":"a","admin":true}', 422, "admin"),
        (b'{"text":"a","seq":1,"verdict":"clear","ts":"2020-01-01"}', 422, "seq"),
        (b'{"text":"a","stage":"final"}', 422, "stage"),
        (b'{"text":"a","account":{"handle":"x","kind":"personal"}}', 422, "account.kind"),
        (b'{"text":"a","account":"x"}', 422, "account"),
        (
            b'{"text":"a","parts":[{"kind":"title","text":"b"},{"kind":"title","text":5}]}',
            422,
            "parts[1].text",
        ),
        (b'{"text":"a","parts":[{"kind":"body","text":"b"}]}', 422, "parts[0].kind"),
        (b'{"text":"a","parts":{}}', 422, "parts"),
        (b'{"text":"a","text":"b"}', 400, "text"),
        (b'{"text":"a","account":{"handle":"a","handle":"b"}}', 400, "handle"),
        (b'{"text":"a","\\u0074ext":"b"}', 400, "text"),
        (b'{"text":NaN}', 400, None),
        (b'{"text":Infinity}', 400, None),
        (b'{"text":"\\ud800"}', 400, None),
        (b'{"text":"\\udc00\\ud800"}', 400, None),
        (b'{"text":"\xff"}', 400, None),
        (b'{"text":"\xed\xa0\x80"}', 400, None),
        ('{"text":"a"}'.encode("utf-16"), 400, None),
        (b'\xef\xbb\xbf{"text":"a"}', 400, None),
        (b'{"text":' + b"9" * 5000 + b"}", 422, "text"),
        (b'{"text":"a","x":' + b"9" * 5000 + b"}", 422, "x"),
        (b'{"text":"a","site":1e999}', 422, "site"),
        (b"[" * 100_000, 422, None),
        (b'{"text":"a","x":' + b"[" * 100_000, 422, "x"),
        (b'{"text":' + b'{"a":' * 50_000, 422, "text"),
        (b'{"text":"a","site":"' + b"x" * 301 + b'"}', 422, "site"),
    ],
)
def test_a_wrong_body_is_refused_with_its_place_within_a_second(
    companion: Companion, key: Key, body: bytes, status: int, field: str | None
) -> None:
    before = companion.rows(key)
    began = time.monotonic()
    answer = companion.ask("POST", CHECK, body, key=key)
    assert time.monotonic() - began < 1
    assert answer.status == status, answer.body
    assert set(answer.json) == {"error"}
    assert answer.json["error"].get("field") == field, answer.body
    assert companion.rows(key) == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\x00b\x07",
        "\u202eevil\u202c",
        "\u0316\u0300" * 16_000,
        "\ufdfa" * 21_000,
        "\U0001f469\u200d\U0001f52c" * 5_000,
        "x" * 65_536,
        "é" * 32_768,
        "\\" * 65_536,
        "f" + "\u200b" * 20_000 + "uck",
        "a." * 32_000,
        "@" * 65_536,
        "1 " * 32_768,
    ],
)
def test_an_odd_text_is_checked_within_a_second(companion: Companion, key: Key, text: str) -> None:
    for _ in range(3):  # a busy machine gets another try: what is bounded is the work, not its neighbours
        began = time.monotonic()
        answer = companion.ask("POST", CHECK, {"text": text}, key=key)
        took = time.monotonic() - began
        assert answer.status == 200, answer.body
        if took < 1:
            break
    assert took < 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "x" * 65_537}, "text"),
        ({"text": "é" * 32_769}, "text"),
        ({"text": "\u0316\u0300" * 50_000}, "text"),
        ({"text": "a", "parts": [{"kind": "alt", "text": "x" * 40_000}] * 2}, "parts"),
    ],
)
def test_a_text_over_the_limit_is_413_with_its_place(
    companion: Companion, key: Key, body: dict[str, object], field: str
) -> None:
    answer = companion.ask("POST", CHECK, body, key=key)
    assert (answer.status, answer.error, answer.json["error"]["field"]) == (413, "too_long", field)


@pytest.mark.parametrize(
    "target",
    [
        "/ledger?limit=x",
        "/ledger?limit=1001",
        "/ledger?after=-1",
        "/ledger?after=" + "9" * 5000,
        "/ledger?limit=1&limit=2",
        "/ledger?before=1",
        "/status?x=1",
        "/ledger?%ff=1",
    ],
)
def test_a_wrong_query_is_refused_with_its_name(companion: Companion, key: Key, target: str) -> None:
    answer = companion.ask("GET", f"{API}{target}", key=key)
    assert answer.status == 422
    assert answer.json["error"]["field"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/ledger", None),
        ("PUT", "/ledger/1", {}),
        ("DELETE", "/ledger/1", None),
        ("POST", "/ledger", {}),
        ("DELETE", "/acknowledgements", None),
        ("PUT", "/policy", {}),
        ("POST", "/acks", {"policy_hash": "00", "name": "x"}),
    ],
)
def test_no_verb_edits_what_is_recorded(
    companion: Companion, key: Key, method: str, path: str, body: dict[str, str] | None
) -> None:
    before = companion.rows(key)
    answer = companion.ask(method, f"{API}{path}", body, key=key)
    assert answer.status in (404, 405)
    assert set(answer.json["error"]) == {"code", "message"}
    assert companion.rows(key) == before


def test_a_get_with_a_body_is_refused(companion: Companion, key: Key) -> None:
    assert companion.ask("GET", f"{API}/status", b"{}", key=key).status == 400


def test_an_empty_object_or_nothing_is_a_call_without_fields(companion: Companion, key: Key) -> None:
    assert companion.ask("POST", f"{API}/page-code", key=key).status == 200
    assert companion.ask("POST", f"{API}/page-code", {}, key=key).status == 200
    assert companion.ask("POST", f"{API}/page-code", {"a": 1}, key=key).status == 422


def test_the_error_shape_is_one(companion: Companion, key: Key) -> None:
    for answer in (
        companion.ask("GET", f"{API}/status"),
        companion.ask("GET", f"{API}/none", key=key),
        companion.ask("POST", f"{API}/check", b"{", key=key),
        companion.ask("GET", f"{API}/status", headers={"Host": "x"}),
    ):
        assert answer.headers["Content-Type"] == "application/json"
        assert set(json.loads(answer.body)) == {"error"}
        assert (
            {"code", "message"}
            <= set(answer.json["error"])
            <= {"code", "message", "field", "server_time", "errors"}
        )
