"""The draft of the policy saved by two windows, and a rule changed through its form."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.server.policy.documents import SOUND, line_of, spoiled
from tests.server.running import API, Answer, Companion, Key

DRAFT = f"{API}/policy/draft"
BASE = "a" * 64
WINDOWS = SOUND.replace("\n", "\r\n")


@pytest.fixture
def author(own: Companion) -> Key:
    return own.paired(f"http://127.0.0.1:{own.port}")


def save(own: Companion, author: Key, text: str, revision: int) -> Answer:
    body = {"text": text, "base": BASE, "revision": revision}
    return own.ask("PUT", DRAFT, body, key=author)


def test_a_draft_is_saved_with_its_faults_and_told_of_them(own: Companion, author: Key) -> None:
    none = own.ask("GET", DRAFT, key=author)
    assert (none.status, none.error) == (404, "no_draft")
    faulty = spoiled("**Category:** profanity", "**Category:** profanty")
    saved = save(own, author, faulty, 0).json
    assert [error["line"] for error in saved["errors"]] == [line_of(faulty, "- **Category:** profanty")]
    errors = saved.pop("errors")
    assert errors
    assert own.ask("GET", DRAFT, key=author).json == saved
    assert saved["text"] == faulty
    assert own.ask("DELETE", DRAFT, key=author).status == 204
    assert own.ask("GET", DRAFT, key=author).status == 404
    assert own.ask("DELETE", DRAFT, key=author).status == 204


def test_of_two_windows_the_second_is_told_and_the_first_is_kept(own: Companion, author: Key) -> None:
    save(own, author, SOUND, 0)
    texts = [SOUND + f"\nWritten in window {number}.\n" for number in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda text: save(own, author, text, 1), texts))
    won, lost = sorted(answers, key=lambda answer: answer.status)
    assert (won.status, lost.status, lost.error) == (200, 409, "changed_meanwhile")
    message = lost.json["error"]["message"]
    assert message.startswith("Saved in another window at ")
    assert message.endswith("Compare before you save.")
    there = own.ask("GET", DRAFT, key=author).json
    assert (there["text"], there["revision"]) == (won.json["text"], 2)
    late = own.ask("DELETE", f"{DRAFT}?revision=1", key=author)
    assert (late.status, late.error) == (409, "changed_meanwhile")
    assert own.ask("DELETE", f"{DRAFT}?revision=2", key=author).status == 204


def test_a_draft_outlives_a_killed_companion(own: Companion, author: Key) -> None:
    saved = save(own, author, WINDOWS, 0).json
    own.kill()
    again = Companion(own.home, port=own.port)
    try:
        anew = again.paired(f"http://127.0.0.1:{again.port}")
        assert again.ask("GET", DRAFT, key=anew).json["text"] == saved["text"] == WINDOWS
    finally:
        again.close()


def test_an_adopted_draft_is_a_draft_no_more(own: Companion, author: Key) -> None:
    save(own, author, SOUND, 0)
    in_force = own.ask("GET", f"{API}/policy", key=author).json["sha256"]
    body = {"text": SOUND, "base_sha256": in_force}
    assert own.ask("POST", f"{API}/policy/adopt", body, key=author).status == 200
    assert own.ask("GET", DRAFT, key=author).status == 404


def edited(companion: Companion, page: Key, **body: Any) -> Answer:
    return companion.ask("POST", f"{API}/policy/edit", body, key=page)


def form_of(companion: Companion, page: Key, text: str, rule: str) -> Any:
    return companion.ask("POST", f"{API}/policy/form", {"text": text, "rule": rule}, key=page).json


def test_a_form_changes_its_lines_and_no_other_byte(companion: Companion, page: Key) -> None:
    form = form_of(companion, page, WINDOWS, "voice-1")
    assert (form["id"], form["labels"]["Weight"]) == ("VOICE-1", "stop")
    same = edited(companion, page, text=WINDOWS, rule="VOICE-1", form=form).json
    assert same == {"text": WINDOWS, "line": line_of(SOUND, "### VOICE-1")}
    form["labels"]["Weight"] = "confirm"
    changed = edited(companion, page, text=WINDOWS, rule="VOICE-1", form=form).json["text"]
    assert changed == WINDOWS.replace("**Weight:** stop", "**Weight:** confirm")


def test_a_rule_is_added_to_its_chapter_and_taken_out_again(companion: Companion, page: Key) -> None:
    form = form_of(companion, page, SOUND, "CONF-3") | {"id": "CONF-4", "title": "Not this one either"}
    added = edited(companion, page, text=SOUND, rule="", chapter=1, form=form).json
    assert added["text"].split("\n")[added["line"] - 1] == "### CONF-4: Not this one either"
    assert added["text"].index("### CONF-4") < added["text"].index("## 3. Signature")
    removed = edited(companion, page, text=added["text"], rule="CONF-4", form=None).json
    assert "CONF-4" not in removed["text"]
    assert removed["line"] >= line_of(SOUND, "> Our Scunthorpe")


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"rule": "CONF-9"}, 404, "unknown_rule", "rule"),
        ({"rule": "", "chapter": None}, 422, "invalid", "chapter"),
        ({"rule": "", "chapter": 99, "form.id": "VOICE-2"}, 422, "invalid", "chapter"),
        ({"rule": "", "chapter": -1}, 422, "invalid", "chapter"),
        ({"rule": "", "form": None}, 422, "invalid", "rule"),
        ({"form.id": "no id"}, 422, "invalid", "form.id"),
        ({"form.why": "One.\n\n### Two"}, 422, "invalid", "form.why"),
        ({"form.labels": {"Wieght": "stop"}}, 422, "invalid", "form.labels"),
        ({"form.admin": True}, 422, "invalid", "form.admin"),
        ({"text": "\x00"}, 422, "policy_refused", "text"),
    ],
)
def test_a_wrong_edit_is_refused_with_its_place(  # noqa: PLR0913, PLR0917 - one argument a column
    companion: Companion, page: Key, change: dict[str, Any], status: int, code: str, field: str
) -> None:
    form = form_of(companion, page, SOUND, "VOICE-1")
    form |= {name.removeprefix("form."): value for name, value in change.items() if name.startswith("form.")}
    body = {"text": SOUND, "rule": "VOICE-1", "form": form}
    body |= {name: value for name, value in change.items() if not name.startswith("form.")}
    answer = edited(companion, page, **body)
    assert (answer.status, answer.error, answer.json["error"]["field"]) == (status, code, field)


def test_a_form_of_no_rule_is_404_with_the_nearest(companion: Companion, page: Key) -> None:
    body = {"text": SOUND, "rule": "CONF-33"}
    answer = companion.ask("POST", f"{API}/policy/form", body, key=page)
    assert (answer.status, answer.error) == (404, "unknown_rule")
    assert "CONF-3" in answer.json["error"]["message"]
