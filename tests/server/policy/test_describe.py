"""A policy is told as JSON with UTF-16 spans, and as plain text."""

from __future__ import annotations

import pytest

from server.errors import RightHandleError
from server.policy.describe import as_json, as_text, explain
from server.policy.document import read_policy

from .documents import SOUND, spoiled


def test_the_json_has_every_section_with_its_rules() -> None:
    told = as_json(read_policy(SOUND))
    assert {"title", "version", "sha256", "text", "sections"} == set(told)
    sections = told["sections"]
    assert isinstance(sections, list)
    assert [[rule["id"] for rule in section["rules"]] for section in sections] == [
        [],
        [],
        ["CONF-3", "VOICE-1"],
        [],
    ]
    assert sections[2]["rules"][0] == {
        "id": "CONF-3",
        "title": "Do not name a client before we announce them",
        "why": "We promise clients silence until both sides have signed.",
        "category": "confidential",
        "weight": "confirm",
        "kinds": ["company", "ambassador", "personal"],
        "looks_for": ["Halcyon Bank", "Project Falcon"],
        "unless": ["case study", "as announced"],
        "instead": "a new client in financial services",
        "consequence": "First time, delete it and tell your manager.",
        "not_allowed": [{"text": "Thrilled to start with Halcyon Bank on Monday!", "spans": [[23, 35]]}],
        "allowed": [{"text": "Our Halcyon Bank case study is live, as announced last week.", "spans": []}],
    }


def test_spans_in_the_json_count_as_javascript_does() -> None:
    told = as_json(read_policy(spoiled("Thrilled to start with", "👩‍🚒🎉")))
    example = told["sections"][2]["rules"][0]["not_allowed"][0]  # type: ignore[index]  # the shape is asserted above
    (start, end), text = example["spans"][0], example["text"].encode("utf-16-le")
    assert text[2 * start : 2 * end].decode("utf-16-le") == "Halcyon Bank"


def test_the_text_of_a_policy_has_every_rule_and_paragraph() -> None:
    text = as_text(read_policy(SOUND))
    for words in (
        "How we post",
        "Version: 3",
        "let posts through",
        "Allowance: 30 minutes a day",
        "CONF-3: Do not name",
        "VOICE-1",
    ):
        assert words in text
    assert "**" not in text
    assert max(map(len, text.splitlines())) <= 78


def test_a_rule_is_explained_with_what_it_finds_between_brackets() -> None:
    told = explain(read_policy(SOUND), "conf-3")
    assert told.startswith("CONF-3: Do not name a client before we announce them\n")
    assert "> Thrilled to start with [Halcyon Bank] on Monday!" in told
    assert "Where           CONF-3, section 2, line 13" in told


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(RightHandleError, match="Did you mean ‘VOICE-1’") as unknown:
        explain(read_policy(SOUND), "VOICE-9")
    assert (unknown.value.code, unknown.value.status) == ("unknown_rule", 404)
