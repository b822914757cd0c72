"""openapi.json is true: it and the routes are the same calls, and the answers are what it says."""

from __future__ import annotations

import re
from typing import Any

import pytest

from server.web.api import CALLS
from tests.server.running import API, Companion, Key


@pytest.fixture(scope="module")
def description(companion: Companion, key: Key) -> Any:
    return companion.ask("GET", f"{API}/openapi.json", key=key).json


def test_it_names_every_call_and_no_other(companion: Companion, page: Key, description: Any) -> None:
    named = {(method, path) for path, methods in description["paths"].items() for method in methods}
    listed = {(call.method.lower(), f"{API}{call.path}") for call in CALLS} | {("get", f"{API}/openapi.json")}
    assert named == listed
    for method, path in sorted(named):
        concrete = re.sub(r"\{\w+\}", "none", path)
        answer = companion.ask(
            method.upper(), concrete, b"{" if method in ("post", "put") else None, key=page
        )
        assert answer.status != 405, (method, path)
        assert b"no such call" not in answer.body, (method, path)


def test_every_reference_leads_somewhere(description: Any) -> None:
    schemas = description["components"]["schemas"]
    references: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "$ref" in node:
                references.add(node["$ref"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(description)
    assert references
    assert {reference.rpartition("/")[2] for reference in references} <= set(schemas)


def test_a_body_is_closed_in_the_description_too(description: Any) -> None:
    schemas = description["components"]["schemas"]
    for call in CALLS:
        if call.body is not None:
            assert schemas[call.body.__name__]["additionalProperties"] is False


def test_an_answers_fields_are_the_ones_described(companion: Companion, page: Key, description: Any) -> None:
    schemas = description["components"]["schemas"]
    for path in (
        "health",
        "status",
        "accounts",
        "policy",
        "policy/versions",
        "policy/detectors",
        "policy/starters",
        "keys",
        "ledger",
        "acknowledgements",
        "settings",
    ):
        good = description["paths"][f"{API}/{path}"]["get"]["responses"]["200"]
        name = good["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        answer = companion.ask("GET", f"{API}/{path}", key=page).json
        assert set(answer) == set(schemas[name]["properties"]), path
        assert set(schemas[name].get("required", [])) <= set(answer), path


def test_an_errors_fields_are_the_ones_described(companion: Companion, page: Key, description: Any) -> None:
    described = description["components"]["schemas"]["ErrorDetail"]["properties"]
    refused = companion.ask("POST", f"{API}/policy/preview", {"text": "# A"}, key=page).json["error"]
    assert set(refused) <= set(described)
    assert refused["errors"]


def test_the_statuses_that_are_answered_are_described(
    companion: Companion, page: Key, description: Any
) -> None:
    for method, path, body, headers in (
        ("POST", "/check", b"{", {}),
        ("POST", "/check", {}, {}),
        ("POST", "/check", b"{}", {"Content-Type": "text/plain"}),
        ("POST", "/check", {"text": "x" * 70_000}, {}),
        ("POST", "/decisions", {"check_id": "x", "decision": "posted"}, {}),
        ("POST", "/page-code", {}, {}),
        ("POST", "/acknowledgements", {"policy_sha256": "0" * 64, "name": "x"}, {}),
        ("POST", "/policy/check", {"text": ""}, {}),
        ("POST", "/policy/check", b'{"text":"' + b"x" * (4 << 20) + b'"}', {}),
        ("POST", "/policy/try", {"policy": "", "text": ""}, {}),
        ("POST", "/policy/adopt", {"text": "", "base_sha256": "0" * 64}, {}),
        ("POST", "/policy/form", {"text": "", "rule": "A-1"}, {}),
        ("PUT", "/policy/draft", {"text": "", "base": "0" * 64, "revision": 7}, {}),
        ("GET", "/policy/draft", None, {}),
        ("GET", "/status", None, {"Host": "x"}),
        ("GET", "/status", None, {"Sec-Fetch-Site": "cross-site"}),
    ):
        answer = companion.ask(method, f"{API}{path}", body, key=page, headers=headers, prove=False)
        described = description["paths"][f"{API}{path}"][method.lower()]["responses"]
        assert str(answer.status) in described, (path, answer.status)
