"""Signed calls and proved answers, on a real socket."""

from __future__ import annotations

import secrets
import time

import pytest

from tests.server.running import API, Companion, Key, b64


def now() -> int:
    return int(time.time() * 1000)


def test_an_error_to_a_valid_mac_is_proved_too(companion: Companion, key: Key) -> None:
    for method, target, body, status in (
        ("GET", f"{API}/no-such-call", None, 404),
        ("POST", f"{API}/status", {}, 405),
        ("POST", f"{API}/check", b"{", 400),
        ("POST", f"{API}/check", {}, 422),
        ("POST", f"{API}/check", {"text": "x" * 65_537}, 413),
        ("GET", f"{API}/keys", None, 403),
        ("GET", f"{API}/ledger?limit=0", None, 422),
    ):
        assert companion.ask(method, target, body, key=key).status == status


def test_the_query_is_part_of_what_is_signed(companion: Companion, key: Key) -> None:
    header = key.header("GET", f"{API}/ledger?limit=1")
    answer = companion.ask("GET", f"{API}/ledger?limit=2", headers={"Authorization": header})
    assert (answer.status, answer.error) == (401, "wrong_mac")


@pytest.mark.parametrize("change", ["method", "body", "secret", "key"])
def test_a_mac_for_another_call_is_refused_and_not_proved(
    companion: Companion, key: Key, change: str
) -> None:
    target, body = f"{API}/check", b'{"text":"hello"}'
    signer = key._replace(secret=secrets.token_bytes(32)) if change == "secret" else key
    signer = signer._replace(key_id="A" * 16) if change == "key" else signer
    header = signer.header(
        "PUT" if change == "method" else "POST", target, b"{}" if change == "body" else body
    )
    answer = companion.ask("POST", target, body, headers={"Authorization": header})
    assert (answer.status, answer.error) == (401, "unknown_key" if change == "key" else "wrong_mac")
    assert "RH1-Proof" not in answer.headers


def test_a_nonce_is_good_once(companion: Companion, key: Key) -> None:
    header = {"Authorization": key.header("GET", f"{API}/status")}
    assert companion.ask("GET", f"{API}/status", key=key, headers=header).status == 200
    again = companion.ask("GET", f"{API}/status", key=key, headers=header)
    assert (again.status, again.error) == (401, "replayed")


def test_a_nonce_is_used_up_by_a_refused_call_and_by_the_same_key_for_any_call(
    companion: Companion, key: Key
) -> None:
    nonce = b64(secrets.token_bytes(16))
    first = {"Authorization": key.header("GET", f"{API}/no-such-call", nonce=nonce)}
    assert companion.ask("GET", f"{API}/no-such-call", key=key, headers=first).status == 404
    second = {"Authorization": key.header("GET", f"{API}/status", nonce=nonce)}
    assert companion.ask("GET", f"{API}/status", key=key, headers=second).error == "replayed"


@pytest.mark.parametrize("off", [-3_600_000, -62_000, 62_000, 3_600_000])
def test_a_time_more_than_a_minute_off_is_told_the_servers(companion: Companion, key: Key, off: int) -> None:
    header = {"Authorization": key.header("GET", f"{API}/status", at=now() + off)}
    answer = companion.ask("GET", f"{API}/status", key=key, headers=header)
    assert (answer.status, answer.error) == (401, "clock_skew")
    server_time = answer.json["error"]["server_time"]
    assert abs(server_time - now()) < 5_000
    corrected = {"Authorization": key.header("GET", f"{API}/status", at=server_time)}
    assert companion.ask("GET", f"{API}/status", key=key, headers=corrected).status == 200


@pytest.mark.parametrize("off", [-55_000, 55_000])
def test_a_time_within_a_minute_is_good(companion: Companion, key: Key, off: int) -> None:
    header = {"Authorization": key.header("GET", f"{API}/status", at=now() + off)}
    assert companion.ask("GET", f"{API}/status", key=key, headers=header).status == 200


@pytest.mark.parametrize("at", [0, 9_999_999_999_999_999])
def test_an_absurd_time_is_a_clock_that_is_off(companion: Companion, key: Key, at: int) -> None:
    header = {"Authorization": key.header("GET", f"{API}/status", at=at)}
    assert companion.ask("GET", f"{API}/status", key=key, headers=header).error == "clock_skew"


def test_a_call_from_before_a_restart_is_not_good_again(own: Companion) -> None:
    key = own.new_key()
    header = {"Authorization": key.header("GET", f"{API}/status")}
    assert own.ask("GET", f"{API}/status", key=key, headers=header).status == 200
    own.kill()
    again = Companion(own.home, port=own.port)
    try:
        assert again.ask("GET", f"{API}/status", key=key, headers=header).error == "replayed"
        assert again.ask("GET", f"{API}/status", key=key).status == 200
    finally:
        again.close()


def test_health_needs_no_key_and_says_nothing_else(companion: Companion) -> None:
    answer = companion.ask("GET", f"{API}/health")
    assert answer.json == {"name": "right-handle", "api": "v1"}
    assert "RH1-Proof" not in answer.headers


def test_health_proves_itself_to_a_caller_with_a_key(companion: Companion, key: Key) -> None:
    assert companion.ask("GET", f"{API}/health", key=key).status == 200


def test_a_204_is_proved_over_an_empty_body(companion: Companion, page: Key) -> None:
    revoked = companion.new_key("short-lived")
    answer = companion.ask("DELETE", f"{API}/keys/{revoked.key_id}", key=page)
    assert (answer.status, answer.body) == (204, b"")
