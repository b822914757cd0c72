"""The gate, on a real socket: who may knock, and how. Cases follow the rules of security.md."""

from __future__ import annotations

import json

import pytest

from server.security.headers import SECURITY_HEADERS
from tests.server.running import API, CHROMIUM, FIREFOX, JSON, Companion, Key

HELLO = {"text": "hello", "stage": "submit"}


def assert_nothing_granted(answer: object) -> None:
    headers = answer.headers  # type: ignore[attr-defined]
    assert not [name for name in headers if name.lower().startswith("access-control-")]


@pytest.mark.parametrize("site", [None, "none", "same-origin"])
def test_a_signed_get_without_an_origin_is_answered(companion: Companion, key: Key, site: str | None) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "cors"} if site else {}
    assert companion.ask("GET", f"{API}/status", key=key, headers=headers).status == 200


@pytest.mark.parametrize("site", ["none", "same-origin", "same-site", "cross-site"])
@pytest.mark.parametrize("which", ["chromium", "firefox"])
def test_a_paired_extension_may_post_and_read_the_answer(
    companion: Companion, request: pytest.FixtureRequest, which: str, site: str
) -> None:
    paired: Key = request.getfixturevalue(which)
    origin = {"chromium": CHROMIUM, "firefox": FIREFOX}[which]
    answer = companion.ask(
        "POST",
        f"{API}/check",
        {"text": "hello"},
        key=paired,
        headers={"Origin": origin, "Sec-Fetch-Site": site},
    )
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "RH1-Proof" in answer.headers["Access-Control-Expose-Headers"]
    assert answer.headers.get_all("Vary") == ["Origin"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.usefixtures("chromium")
def test_a_paired_extension_gets_its_preflight_and_nothing_private(companion: Companion) -> None:
    answer = companion.ask(
        "OPTIONS",
        f"{API}/check",
        headers={
            "Origin": CHROMIUM,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,x-other",
            "Access-Control-Request-Private-Network": "true",
        },
    )
    assert answer.status == 204
    assert answer.headers["Access-Control-Allow-Origin"] == CHROMIUM
    assert answer.headers["Access-Control-Allow-Headers"] == "authorization, content-type"
    assert answer.headers.get("Access-Control-Allow-Private-Network") != "true"


def test_the_other_name_of_this_machine_is_answered(companion: Companion, key: Key) -> None:
    headers = {"Host": f"localhost:{companion.port}"}
    assert companion.ask("GET", f"{API}/status", key=key, headers=headers).status == 200


@pytest.mark.parametrize(
    "target", [f"{API}/status", f"{API}/nothing", "/", "/static/app.js", f"{API}/health"]
)
@pytest.mark.parametrize(
    "host",
    [
        "rebound.test:{port}",
        "rebound.test",
        "localhost.rebound.test:{port}",
        "127.0.0.1:{port}.rebound.test",
        "127.0.0.1",
        "127.0.0.1:1",
        "0.0.0.0:{port}",
        "2130706433:{port}",
        "0x7f.1:{port}",
        "127.1:{port}",
        "[::1]:{port}",
        "localhost.:{port}",
        "LOCALHOST:{port}",
        "10.0.0.7:{port}",
        "127.0.0.1:{port}, rebound.test",
        "",
    ],
)
def test_a_foreign_host_gets_nothing_whoever_signed(
    companion: Companion, key: Key, host: str, target: str
) -> None:
    headers = {"Host": host.format(port=companion.port)}
    answer = companion.ask("GET", target, key=key, headers=headers, prove=False)
    assert (answer.status, answer.error) == (421, "wrong_host")
    assert_nothing_granted(answer)
    assert "RH1-Proof" not in answer.headers


@pytest.mark.usefixtures("chromium")
def test_a_foreign_host_gets_no_preflight(companion: Companion) -> None:
    headers = {
        "Host": f"rebound.test:{companion.port}",
        "Origin": CHROMIUM,
        "Access-Control-Request-Method": "POST",
    }
    answer = companion.ask("OPTIONS", f"{API}/check", headers=headers)
    assert answer.status == 421
    assert_nothing_granted(answer)


@pytest.mark.parametrize(
    "request_text",
    [
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: rebound.test\r\n{auth}",
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}\r\n{auth}",
        "GET {path} HTTP/1.1\r\n{auth}",
        "GET {path} HTTP/1.0\r\n{auth}",
        "GET http://rebound.test{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{auth}",
        "GET http://127.0.0.1:{port}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{auth}",
        "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{auth}",
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 2\r\nContent-Length: 3\r\n{auth}",
        "GET {path} HTTP/1.1\r\nHost : 127.0.0.1:{port}\r\n{auth}",
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\nX: y\r\n{auth}",
    ],
)
def test_a_request_that_is_not_plainly_for_us_is_refused(
    companion: Companion, key: Key, request_text: str
) -> None:
    path = f"{API}/status"
    auth = f"Authorization: {key.header('GET', path)}\r\nConnection: close\r\n\r\n"
    status, answer = companion.raw(request_text.format(path=path, port=companion.port, auth=auth).encode())
    assert status in (400, 405, 421), answer
    assert b'{"error":{"code":' in answer
    assert b"Server:" not in answer
    for name, value in SECURITY_HEADERS:
        assert f"{name}: {value}".lower().encode() in answer.lower()


@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://rebound.test",
        "https://www.linkedin.com",
        "http://localhost.rebound.test",
        "http://127.0.0.1:{port}.rebound.test",
        "http://127.0.0.1:1",
        "http://127.0.0.1",
        "https://127.0.0.1:{port}",
        "http://localhost:{port}",
        "http://127.0.0.1:{port}, http://127.0.0.1:{port}",
        "chrome-extension://" + "p" * 32,
        "moz-extension://00000000-0000-4000-8000-000000000000",
        CHROMIUM.upper(),
        CHROMIUM + ".rebound.test",
        CHROMIUM[:-1],
        "",
    ],
)
def test_a_foreign_origin_is_refused_even_with_a_key_and_writes_nothing(
    companion: Companion, key: Key, origin: str
) -> None:
    before = companion.rows(key)
    headers = {"Origin": origin.format(port=companion.port)}
    for method, target, body in (("GET", f"{API}/status", None), ("POST", f"{API}/check", HELLO)):
        answer = companion.ask(method, target, body, key=key, headers=headers)
        assert (answer.status, answer.error) == (403, "wrong_origin")
        assert_nothing_granted(answer)
        assert answer.headers["Vary"] == "Origin"
    assert companion.rows(key) == before


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
@pytest.mark.parametrize("target", [f"{API}/status", f"{API}/policy", f"{API}/health"])
def test_another_sites_page_is_refused_without_an_origin_too(
    companion: Companion, key: Key, site: str, target: str
) -> None:
    answer = companion.ask(
        "GET", target, key=key, headers={"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
    )
    assert (answer.status, answer.error) == (403, "cross_site")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("mode", ["navigate", "Navigate"])
def test_the_api_never_answers_a_navigation(companion: Companion, key: Key, mode: str) -> None:
    headers = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": mode}
    for target in (f"{API}/status", f"{API}/health"):
        assert companion.ask("GET", target, key=key, headers=headers).error == "navigation"


def test_the_form_of_a_foreign_page_changes_nothing(companion: Companion, key: Key) -> None:
    headers = {
        "Origin": "null",
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    answer = companion.ask("POST", f"{API}/settings", b"if_unreachable=ask", headers=headers)
    assert answer.status == 403
    assert companion.ask("GET", f"{API}/settings", key=key).json == {"if_unreachable": "policy"}


@pytest.mark.parametrize("method", ["TRACE", "PATCH", "HEAD", "CONNECT", "PROPFIND"])
def test_a_method_that_we_do_not_have_is_refused_with_the_ones_we_have(
    companion: Companion, key: Key, method: str
) -> None:
    path = f"{API}/status"
    text = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{companion.port}\r\n"
    status, answer = companion.raw(
        f"{text}Authorization: {key.header(method, path)}\r\nConnection: close\r\n\r\n".encode()
    )
    assert status == 405
    assert b"Allow: GET, POST, PUT, DELETE" in answer


def test_a_method_is_not_overridden_by_a_header(companion: Companion, key: Key) -> None:
    before = companion.rows(key)
    headers = {"X-HTTP-Method-Override": "DELETE", "X-Method-Override": "DELETE"}
    assert companion.ask("POST", f"{API}/ledger", {}, key=key, headers=headers).status == 405
    assert companion.rows(key) == before


@pytest.mark.parametrize(
    ("headers", "target"),
    [
        ({}, f"{API}/status"),
        ({"Authorization": "Bearer token"}, f"{API}/status"),
        ({"Authorization": "Bearer \xe9"}, f"{API}/ledger"),
        ({"Authorization": ""}, f"{API}/ledger"),
        ({"Cookie": "session=KEY; token=KEY"}, f"{API}/ledger"),
        ({}, f"{API}/status?token=KEY&key=KEY"),
        ({}, f"{API}/no-such-call"),
        ({}, "/api"),
        ({}, "/api/v2/status"),
        ({}, f"{API}/%73tatus"),
    ],
)
def test_without_a_key_in_the_header_there_is_nothing(
    companion: Companion, key: Key, headers: dict[str, str], target: str
) -> None:
    secret = f"{key.key_id}"
    sent = {name: value.replace("KEY", secret) for name, value in headers.items()}
    answer = companion.ask("GET", target.replace("KEY", secret), headers=sent)
    assert answer.status == 401
    assert set(answer.json) == {"error"}
    assert "RH1-Proof" not in answer.headers


def test_an_upgrade_to_a_websocket_is_never_made(companion: Companion) -> None:
    status, _ = companion.raw(
        f"GET {API}/status HTTP/1.1\r\nHost: 127.0.0.1:{companion.port}\r\nConnection: close, Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        "Connection: close\r\n\r\n".encode()
    )
    assert status == 401


@pytest.mark.parametrize("target", ["/", "/practice", "/static/", "/nothing", "/<script>alert(1)</script>"])
def test_every_page_carries_the_headers_and_no_script_of_the_path(companion: Companion, target: str) -> None:
    answer = companion.ask("GET", target, headers={"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate"})
    for name, value in SECURITY_HEADERS:
        assert answer.headers.get_all(name) == [value]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "Server" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert b"<script>alert" not in answer.body


@pytest.mark.parametrize(
    "target",
    [
        "//rebound.test/..",
        "/static/..%2f..%2f..%2f..%2fetc/passwd",
        "/static/../../settings.py",
        "/static//etc/passwd",
        "/static/%00",
        "/practice/",
        "/api//v1/status",
        "/..",
        "/\\rebound.test",
    ],
)
def test_no_path_leads_out_or_elsewhere(companion: Companion, target: str) -> None:
    answer = companion.ask("GET", target)
    assert answer.status in (401, 404)
    assert "Location" not in answer.headers
    assert b"root:" not in answer.body


def test_pages_take_no_posts_and_answer_no_foreign_origin(companion: Companion) -> None:
    assert companion.ask("POST", "/", b"a=b", headers={"Content-Type": "text/plain"}).status == 405
    assert companion.ask("GET", "/", headers={"Origin": "https://rebound.test"}).status == 403


@pytest.mark.parametrize("size", [1_048_577, 2_000_000])
def test_a_body_that_is_too_long_is_refused_and_the_refusal_proved(
    companion: Companion, key: Key, size: int
) -> None:
    answer = companion.ask("POST", f"{API}/check", b'"' + b"x" * size + b'"', key=key)
    assert (answer.status, answer.error) == (413, "too_long")


def test_a_body_beyond_every_limit_is_refused_before_it_is_read(companion: Companion) -> None:
    status, answer = companion.raw(
        f"POST {API}/check HTTP/1.1\r\nHost: 127.0.0.1:{companion.port}\r\nContent-Type: application/json\r\n"
        "Content-Length: 999999999999\r\n\r\n{".encode()
    )
    assert status == 413
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == "too_long"


def test_headers_that_are_too_long_are_refused(companion: Companion, key: Key) -> None:
    answer = companion.ask("GET", f"{API}/status", key=key, headers={"X-Big": "x" * 300_000}, prove=False)
    assert answer.status in (400, 431)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json; charset=utf-16", "application/jsonx", None]
)
def test_a_post_of_another_type_is_refused_and_writes_nothing(
    companion: Companion, key: Key, kind: str | None
) -> None:
    before = companion.rows(key)
    headers = {"Content-Type": kind} if kind else {"Content-Type": ""}
    answer = companion.ask("POST", f"{API}/check", json.dumps(HELLO).encode(), key=key, headers=headers)
    assert (answer.status, answer.error) == (415, "wrong_type")
    assert companion.rows(key) == before


@pytest.mark.parametrize(
    "kind", [*JSON.values(), "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"]
)
def test_json_in_utf_8_is_taken(companion: Companion, key: Key, kind: str) -> None:
    answer = companion.ask(
        "POST", f"{API}/check", b'{"text":"hello"}', key=key, headers={"Content-Type": kind}
    )
    assert answer.status == 200
