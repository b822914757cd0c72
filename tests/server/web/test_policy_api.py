"""The policy read, tried, adopted and brought back, on a real socket."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from server.policy.starter import STARTERS
from tests.server.policy.documents import SOUND, line_of, spoiled
from tests.server.running import API, CHROMIUM, Answer, Companion, Key

POLICY = f"{API}/policy"
FAULTY = spoiled("**Halcyon Bank** on Monday", "Halcyon **Bank** on Monday").replace(
    "Category:** profanity", "Category:** profanty"
)
MIB = 1024 * 1024


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def version(number: int) -> str:
    return spoiled("Version:** 3", f"Version:** {number}")


def adopt(companion: Companion, page: Key, text: str, base: str | None = None) -> Answer:
    base = base or companion.ask("GET", POLICY, key=page).json["sha256"]
    return companion.ask("POST", f"{POLICY}/adopt", {"text": text, "base_sha256": base}, key=page)


def own_page(own: Companion) -> Key:
    return own.paired(f"http://127.0.0.1:{own.port}")


def test_faults_are_an_answer_with_their_lines_and_rules(companion: Companion, key: Key) -> None:
    told = companion.ask("POST", f"{POLICY}/check", {"text": FAULTY}, key=key).json
    assert [(error["line"], error["rule"]) for error in told["errors"]] == [
        (line_of(FAULTY, "> Thrilled"), "CONF-3"),
        (line_of(FAULTY, "- **Category:** profanty"), "VOICE-1"),
    ]
    assert "Did you mean ‘profanity’?" in told["errors"][1]["message"]
    assert (told["title"], told["version"], told["rules"]) == ("How we post", "3", 2)


def test_a_sound_document_is_told_with_its_contents(companion: Companion, key: Key) -> None:
    told = companion.ask("POST", f"{POLICY}/check", {"text": SOUND}, key=key).json
    assert told["errors"] == []
    assert (told["sha256"], told["rules"], told["examples"]) == (sha256(SOUND), 2, 4)
    assert told["chapters"] == ["1. Why we are here", "2. What stays with us", "3. Signature"]
    assert [(one["id"], one["line"], one["chapter"]) for one in told["contents"]] == [
        ("CONF-3", line_of(SOUND, "### CONF-3"), 1),
        ("VOICE-1", line_of(SOUND, "### VOICE-1"), 1),
    ]
    assert all(set(topic) == {"name", "where"} for topic in told["coverage"])


@pytest.mark.parametrize("text", ["", "\x00", "no policy", "# " * 1000, "### A-1: b\n" * 2000])
def test_what_is_no_policy_is_told_so_and_never_an_error(companion: Companion, key: Key, text: str) -> None:
    answer = companion.ask("POST", f"{POLICY}/check", {"text": text}, key=key)
    assert answer.status == 200
    assert answer.json["errors"]


def test_a_policy_of_one_mebibyte_is_read_and_a_longer_one_refused_in_words(
    companion: Companion, key: Key
) -> None:
    full = SOUND + "\n\n" + ("é" * 100 + "\n") * ((MIB - len(SOUND.encode()) - 2) // 201)
    assert MIB - 201 < len(full.encode()) <= MIB
    # Python writes each é in six bytes: the body is three times as long as the document.
    assert len(json.dumps({"text": full})) > 2 * MIB
    assert companion.ask("POST", f"{POLICY}/check", {"text": full}, key=key).json["errors"] == []
    over = companion.ask("POST", f"{POLICY}/check", {"text": full + "é" * 201}, key=key).json
    assert [error["line"] for error in over["errors"]] == [0]
    assert "A policy may have 1,048,576." in over["errors"][0]["message"]
    refused = companion.ask("POST", f"{POLICY}/try", {"policy": full + "é" * 201, "text": "a"}, key=key)
    assert (refused.status, refused.error) == (422, "policy_refused")
    assert "1,048,576" in refused.json["error"]["message"]


def test_a_body_longer_than_any_policy_is_413_with_a_sentence(companion: Companion, key: Key) -> None:
    answer = companion.ask("POST", f"{POLICY}/check", b'{"text":"' + b"x" * (4 * MIB) + b'"}', key=key)
    assert (answer.status, answer.error) == (413, "too_long")
    assert answer.json["error"]["message"] == "The request is longer than 4 MiB."
    # Elsewhere the cap is what it was.
    answer = companion.ask("POST", f"{API}/check", b'{"text":"' + b"x" * MIB + b'"}', key=key)
    assert (answer.status, answer.json["error"]["message"]) == (413, "The request is longer than 1 MiB.")
    assert companion.ask("GET", f"{POLICY}/check", b"x" * (2 * MIB), key=key).status in (400, 405)


@pytest.mark.parametrize("size", [10 * MIB, 40 * MIB])
def test_ten_megabytes_and_more_are_refused_within_a_second(
    companion: Companion, key: Key, size: int
) -> None:
    for _ in range(3):  # a busy machine gets another try
        began = time.monotonic()
        body = b'{"text":"' + b"x" * size + b'"}'
        answer = companion.ask("POST", f"{POLICY}/check", body, key=key, prove=size < 16 * MIB)
        assert (answer.status, answer.error) == (413, "too_long")
        took = time.monotonic() - began
        if took < 1:
            break
    assert took < 1


def test_a_draft_is_tried_under_a_policy_that_is_written_and_leaves_no_trace(own: Companion) -> None:
    key = own.new_key()
    body = {
        "policy": SOUND,
        "text": "We start with Halcyon Bank.",
        "site": "practice",
        "account": {"handle": "HaldenMotors"},
        "parts": [{"kind": "alt", "text": "The logo of Halcyon Bank"}],
    }
    before = _everything(own)
    report = own.ask("POST", f"{POLICY}/try", body, key=key).json
    assert report["verdict"] == "confirm"
    assert [(one["rule"], one["match"], one.get("part")) for one in report["findings"]] == [
        ("CONF-3", "Halcyon Bank", None),
        ("CONF-3", "Halcyon Bank", 0),
    ]
    assert report["policy"] == {"title": "How we post", "version": "3", "sha256": sha256(SOUND)}
    assert report["account"]["kind"] == "company"
    as_jo = own.ask("POST", f"{POLICY}/try", body | {"account": {"kind": "personal"}}, key=key).json
    assert as_jo["verdict"] == "note"
    decided = {"check_id": report["check_id"], "decision": "posted"}
    assert own.ask("POST", f"{API}/decisions", decided, key=key).status == 404
    assert own.rows(key) == 0
    assert _everything(own) == before


def _everything(own: Companion) -> dict[str, list[Any]]:
    database = sqlite3.connect(own.data / "right-handle.db")
    try:
        tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            table: database.execute(f"SELECT * FROM {table}").fetchall()
            for table in tables
            if table != "keys"  # which notes when a key was last used
        }
    finally:
        database.close()


@pytest.mark.parametrize("call", ["try", "preview", "adopt"])
def test_a_faulty_policy_is_refused_with_all_its_faults(companion: Companion, page: Key, call: str) -> None:
    in_force = companion.ask("GET", POLICY, key=page).json["sha256"]
    body = {
        "try": {"policy": FAULTY, "text": "hello"},
        "preview": {"text": FAULTY},
        "adopt": {"text": FAULTY, "base_sha256": in_force},
    }[call]
    answer = companion.ask("POST", f"{POLICY}/{call}", body, key=page)
    assert (answer.status, answer.error) == (422, "policy_refused")
    assert set(answer.json["error"]) == {"code", "message", "field", "errors"}
    assert [error["rule"] for error in answer.json["error"]["errors"]] == ["CONF-3", "VOICE-1"]
    assert companion.ask("GET", POLICY, key=page).json["sha256"] == in_force


def test_a_preview_shows_what_would_change_on_real_posts(companion: Companion, page: Key) -> None:
    strict = spoiled("Looks for:** any profanity", "Looks for:** any profanity; day; thank you").replace(
        "fucking** drive\n", "fucking** drive\n\n> Have a nice **day**\n"
    )
    told = companion.ask("POST", f"{POLICY}/preview", {"text": strict}, key=page).json
    assert told["posts"] > 100
    assert told["changes"]
    held = [one for one in told["changed"] if one["after"] == "stop" and "VOICE-1" in one["rules"]]
    assert held
    assert set(held[0]) == {"text", "kind", "organisation", "year", "before", "after", "rules"}
    same = companion.ask("GET", POLICY, key=page).json["text"]
    assert companion.ask("POST", f"{POLICY}/preview", {"text": same}, key=page).json["changed"] == []


def test_a_version_is_adopted_kept_compared_and_gone_back_to(own: Companion) -> None:
    page = own_page(own)
    first = own.ask("GET", POLICY, key=page).json
    windows = version(7).replace("\n", "\r\n")
    adopted = adopt(own, page, windows)
    assert adopted.status == 200
    assert adopted.json["sha256"] == sha256(windows)
    status = own.ask("GET", f"{API}/status", key=page).json
    assert status["policy"] == {name: adopted.json[name] for name in ("title", "version", "sha256")}
    # The settings page begins its changes with these very bytes.
    assert own.ask("GET", POLICY, key=page).json["text"] == windows

    versions = own.ask("GET", f"{POLICY}/versions", key=page).json["versions"]
    assert [(one["version"], one["in_force"]) for one in versions] == [
        ("7", True),
        (first["version"], False),
    ]
    kept = own.ask("GET", f"{POLICY}/versions/{sha256(windows)}", key=page).json
    assert kept == versions[0] | {"text": windows}

    diff = own.ask("GET", f"{POLICY}/diff?before={first['sha256']}&after={sha256(windows)}", key=page).json[
        "changes"
    ]
    assert any("version" in sentence.casefold() for sentence in diff)

    back = own.ask("GET", f"{POLICY}/versions/{first['sha256']}", key=page).json["text"]
    assert adopt(own, page, back).json["sha256"] == first["sha256"]
    again = own.ask("GET", f"{POLICY}/versions", key=page).json["versions"]
    assert [one["in_force"] for one in again] == [True, False]


def test_of_two_who_adopt_on_the_same_base_the_second_is_told(own: Companion) -> None:
    page = own_page(own)
    base = own.ask("GET", POLICY, key=page).json["sha256"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda number: adopt(own, page, version(number), base), (8, 9)))
    won, lost = sorted(answers, key=lambda answer: answer.status)
    assert (won.status, lost.status, lost.error) == (200, 409, "changed_meanwhile")
    assert "Compare before you adopt." in lost.json["error"]["message"]
    assert own.ask("GET", POLICY, key=page).json["version"] == won.json["version"]


def test_what_is_unknown_is_404_and_what_is_no_hash_422(companion: Companion, page: Key) -> None:
    for path, code in (
        (f"versions/{'0' * 64}", "unknown_version"),
        ("versions/none", "unknown_version"),
        (f"diff?before={'0' * 64}&after={'0' * 64}", "unknown_version"),
        ("starters/smal-company", "unknown_starter"),
    ):
        answer = companion.ask("GET", f"{POLICY}/{path}", key=page)
        assert (answer.status, answer.error) == (404, code)
    assert companion.ask("GET", f"{POLICY}/diff?before=1&after=2", key=page).status == 422
    assert companion.ask("GET", f"{POLICY}/diff", key=page).status == 422


def test_detectors_and_starters_are_listed_and_each_starter_is_sound(companion: Companion, page: Key) -> None:
    detectors = companion.ask("GET", f"{POLICY}/detectors", key=page).json["detectors"]
    assert "any profanity" in [one["name"] for one in detectors]
    assert all(one["finds"] for one in detectors)
    starters = companion.ask("GET", f"{POLICY}/starters", key=page).json["starters"]
    assert [one["name"] for one in starters] == list(STARTERS)
    for one in starters:
        text = companion.ask("GET", f"{POLICY}/starters/{one['name']}", key=page).json["text"]
        told = companion.ask("POST", f"{POLICY}/check", {"text": text}, key=page).json
        assert (told["errors"], told["title"]) == ([], one["title"])


@pytest.mark.parametrize(
    ("method", "path", "who"),
    [
        ("POST", "check", {"page", "program"}),
        ("POST", "try", {"page", "program"}),
        ("POST", "preview", {"page", "program"}),
        ("POST", "adopt", {"page"}),
        ("GET", "draft", {"page"}),
        ("PUT", "draft", {"page"}),
        ("DELETE", "draft", {"page"}),
        ("POST", "form", {"page"}),
        ("POST", "edit", {"page"}),
        ("GET", "versions", {"page", "program", "extension"}),
        ("GET", "detectors", {"page", "program", "extension"}),
    ],
)
def test_each_call_takes_its_own_keys(  # noqa: PLR0913, PLR0917 - three keys, and one argument a column
    companion: Companion, page: Key, key: Key, chromium: Key, method: str, path: str, who: set[str]
) -> None:
    body = {"unknown": 1} if method in ("POST", "PUT") else None
    for role, one in (("page", page), ("program", key), ("extension", chromium)):
        headers = {"Origin": CHROMIUM} if role == "extension" else {}
        answer = companion.ask(method, f"{POLICY}/{path}", body, key=one, headers=headers)
        assert (answer.status == 403) is (role not in who), (role, answer.body)
