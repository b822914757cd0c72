"""Codes, keys and roles, on a real socket and across processes."""

from __future__ import annotations

import re
import secrets
import sqlite3
import time
from pathlib import Path

import pytest

from server.errors import LaterError
from server.security.pairing import Tries
from server.services import Services
from tests.server.running import API, CHROMIUM, FIREFOX, Companion, Key, b64, mac


def wrong_try(companion: Companion) -> int:
    body = {"name": "x", "client_nonce": b64(secrets.token_bytes(16)), "proof": b64(secrets.token_bytes(32))}
    return companion.ask("POST", f"{API}/pair", body).status


def test_the_code_that_run_prints_is_good_once(own: Companion) -> None:
    assert re.fullmatch(r"(?:[A-Z2-7]{5}-){4}[A-Z2-7]{6}", own.code)
    answer, key = own.pair(own.code, origin=CHROMIUM)
    assert key is not None
    assert answer.headers["Access-Control-Allow-Origin"] == CHROMIUM
    assert own.ask("GET", f"{API}/status", key=key).status == 200
    again, _ = own.pair(own.code, origin=FIREFOX)
    assert (again.status, again.error) == (403, "wrong_code")
    assert "Access-Control-Allow-Origin" not in again.headers


def test_an_extension_is_foreign_until_it_is_paired(own: Companion) -> None:
    headers = {"Origin": FIREFOX, "Sec-Fetch-Site": "same-origin"}
    key = own.new_key()
    assert own.ask("GET", f"{API}/status", key=key, headers=headers).status == 403
    _, paired = own.pair(own.new_code(), origin=FIREFOX)
    assert paired is not None
    assert own.ask("GET", f"{API}/status", key=key, headers=headers).status == 200


def test_a_social_page_can_not_pair(companion: Companion) -> None:
    for origin in ("https://x.com", "null", "http://127.0.0.1:1"):
        answer, _ = companion.pair(companion.new_code(), origin=origin)
        assert answer.status == 403


def test_wrong_codes_are_counted_and_slowed(own: Companion) -> None:
    assert [wrong_try(own) for _ in range(5)] == [403] * 5
    body = {"name": "x", "client_nonce": b64(bytes(16)), "proof": "x"}
    slowed = own.ask("POST", f"{API}/pair", body)
    assert (slowed.status, slowed.error) == (429, "too_many_tries")
    assert 1 <= int(slowed.headers["Retry-After"]) <= 60
    time.sleep(int(slowed.headers["Retry-After"]))
    _, key = own.pair(own.new_code(), origin=CHROMIUM)
    assert key is not None


def test_each_further_wrong_code_waits_longer_up_to_a_minute() -> None:
    tries = Tries()
    waits = []
    for _ in range(16):
        tries.wrong()
        try:
            tries.may_try()
            waits.append(0)
        except LaterError as error:
            waits.append(error.retry_after)
    assert waits[:4] == [0] * 4
    assert waits == sorted(waits)
    assert waits[-1] == 60
    tries.right()
    tries.may_try()


@pytest.mark.parametrize("moment", ["expired", "from the future"])
def test_a_code_ends_after_five_minutes_whatever_the_clock_does(own: Companion, moment: str) -> None:
    code = own.new_code()
    shift = -301_000 if moment == "expired" else 3_600_000
    with sqlite3.connect(own.data / "right-handle.db") as database:
        database.execute(
            "UPDATE codes SET created_at = created_at + ?, expires_at = expires_at + ?", (shift, shift)
        )
    database.close()
    assert own.pair(code)[0].status == 403


@pytest.mark.parametrize(
    "body",
    [
        {"name": "", "client_nonce": b64(bytes(16)), "proof": "x"},
        {"name": "n" * 65, "client_nonce": b64(bytes(16)), "proof": "x"},
        {"name": "n", "client_nonce": b64(bytes(15)), "proof": "x"},
        {"name": "n", "client_nonce": "A" * 21 + "B", "proof": "x"},
        {"name": "n", "client_nonce": b64(bytes(16))},
        {"name": "n", "client_nonce": b64(bytes(16)), "proof": "é"},
        {"name": "n", "client_nonce": b64(bytes(16)), "proof": "x", "role": "page"},
    ],
)
def test_a_pairing_of_the_wrong_shape_is_no_try(companion: Companion, body: dict[str, str]) -> None:
    assert companion.ask("POST", f"{API}/pair", body).status == 422


def test_a_page_code_pairs_the_settings_page_alone(own: Companion) -> None:
    extension = own.paired(CHROMIUM)
    made = own.ask("POST", f"{API}/page-code", key=extension).json
    assert made["expires_in"] == 60
    assert own.pair(made["code"], origin=CHROMIUM)[0].status == 403
    _, page = own.pair(made["code"], origin=f"http://127.0.0.1:{own.port}")
    assert page is not None
    listed = own.ask("GET", f"{API}/keys", key=page).json["keys"]
    assert [(one["role"], one["origin"]) for one in listed] == [
        ("extension", CHROMIUM),
        ("page", f"http://127.0.0.1:{own.port}"),
    ]
    assert own.ask("POST", f"{API}/page-code", {}, key=page).status == 403
    code = own.ask("POST", f"{API}/keys/code", {}, key=page).json
    assert code["expires_in"] == 300
    assert own.pair(code["code"], origin=FIREFOX)[1] is not None


def test_a_page_key_ends_with_the_companion_and_the_others_stay(own: Companion) -> None:
    page, extension = own.paired(f"http://127.0.0.1:{own.port}"), own.paired(CHROMIUM)
    own.close()
    again = Companion(own.home, port=own.port)
    try:
        assert again.ask("GET", f"{API}/status", key=extension).status == 200
        assert again.ask("GET", f"{API}/status", key=page, prove=False).error == "unknown_key"
    finally:
        again.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/keys"),
        ("POST", "/keys/code"),
        ("DELETE", "/keys/x"),
        ("PUT", "/accounts/x"),
        ("DELETE", "/accounts/x"),
    ],
)
@pytest.mark.parametrize("who", ["key", "chromium"])
def test_what_changes_rights_takes_the_settings_pages_key(
    companion: Companion, request: pytest.FixtureRequest, method: str, path: str, who: str
) -> None:
    answer = companion.ask(method, f"{API}{path}", key=request.getfixturevalue(who))
    assert (answer.status, answer.error) == (403, "forbidden")


def test_a_key_revoked_by_another_process_is_refused_at_once(own: Companion) -> None:
    key = own.new_key()
    assert own.ask("GET", f"{API}/status", key=key).status == 200
    own.cli("key", "revoke", key.key_id)
    refused = own.ask("GET", f"{API}/status", key=key, prove=False)
    assert (refused.status, refused.error) == (401, "unknown_key")
    assert "RH1-Proof" not in refused.headers
    own.cli("key", "revoke", key.key_id, code=2)


def test_no_id_of_a_key_looks_like_an_option_of_the_command_line(tmp_path: Path) -> None:
    services = Services(tmp_path / "data")
    ids = [services.keys.add("Page", "page", None, bytes(32)).key_id for _ in range(600)]
    services.close()
    assert [key_id for key_id in ids if key_id.startswith("-")] == []


def test_a_revoked_extensions_origin_is_foreign_at_once(own: Companion) -> None:
    extension, page = own.paired(CHROMIUM), own.paired(f"http://127.0.0.1:{own.port}")
    assert own.ask("DELETE", f"{API}/keys/{extension.key_id}", key=page).status == 204
    assert own.ask("GET", f"{API}/status", key=page, headers={"Origin": CHROMIUM}).error == "wrong_origin"
    assert own.ask("DELETE", f"{API}/keys/{extension.key_id}", key=page).status == 404


def test_no_secret_and_no_code_lies_open_in_the_data_folder(own: Companion) -> None:
    code = own.new_code()
    key = own.new_key()
    plain = code.replace("-", "")
    own.pair(own.code, origin=CHROMIUM)
    own.close()
    for path in own.data.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for secret in (plain.encode(), code.encode(), key.secret, b64(key.secret).encode()):
                assert secret not in data, path
            assert path.stat().st_mode & 0o077 == 0, path
    assert own.data.stat().st_mode & 0o777 == 0o700


def test_no_secret_stands_in_the_command_line_or_environment(own: Companion) -> None:
    process = Path(f"/proc/{own.process.pid}")
    for name in ("cmdline", "environ"):
        assert own.code.encode() not in (process / name).read_bytes()


def test_two_who_use_one_code_at_once_do_not_both_get_in(own: Companion) -> None:
    from concurrent.futures import ThreadPoolExecutor

    code = own.new_code()
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda _: own.pair(code)[1], range(4)))
    assert sum(key is not None for key in got) == 1


def test_a_pair_proof_is_made_with_the_code_without_separators(companion: Companion) -> None:
    code = companion.new_code()
    nonce = b64(secrets.token_bytes(16))
    body = {"name": "x", "client_nonce": nonce, "proof": mac(code.encode(), nonce)}
    assert companion.ask("POST", f"{API}/pair", body).status == 403
    assert companion.pair(code)[0].status == 200


def test_the_list_of_keys_is_the_same_in_every_process(own: Companion) -> None:
    key: Key = own.new_key("backup script")
    assert key.key_id.encode() in own.cli("key", "list").stdout
    page = own.paired(f"http://127.0.0.1:{own.port}")
    assert key.key_id in {one["key_id"] for one in own.ask("GET", f"{API}/keys", key=page).json["keys"]}
