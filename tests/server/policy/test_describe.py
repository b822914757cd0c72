"""A policy is told as JSON with UTF-16 spans, and as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.checking.engine import SITES, SURFACES
from server.checking.rules import Window
from server.errors import RightHandleError
from server.policy.document import read_policy
from server.policy.faults import At, Faults
from server.policy.reading.places import PlaceReader
from server.policy.reading.times import personal_use
from server.policy.telling import told as words
from server.policy.telling.describe import as_json, as_text, explain

from .documents import SOUND, spoiled

FULL = spoiled(
    "- **Halden Motors:** customer support\n",
    """\
- **@HaldenMotors on x:** company; customer support; spoken for by Ana Reyes and Jo Marsh
- **{client names}:** Halcyon Bank; Northwind
- **Personal use:** after 17:00 and 12:00 to 14:00 on weekdays; any time at weekends
- **Personal activity:** news; a quick reply
- **Training:** every 6 months
- **Signature:** before speaking for the company

Steps:

1. We talk.

After a slip:

1. Delete it.
2. Tell Ana.
""",
).replace(
    "- **Looks for:** Halcyon Bank; Project Falcon\n- **Unless it says:** case study; as announced\n",
    """\
- **Sites:** LinkedIn, x, other:forum.example
- **Surfaces:** replies, post
- **Accounts:** @HaldenMotors on x
- **Looks for:** {client names}; any secret near {client names}; any form of lay off; pattern `PRJ-\\d+`
- **Unless it says:** case study
- **Unless the post says:** as announced
- **Always allowed:** halden.example/news; {client names}
""",
)


def test_the_json_has_every_section_with_its_rules() -> None:
    told = as_json(read_policy(SOUND))
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
        "sites": [],
        "surfaces": [],
        "accounts": [],
        "looks_for": ["Halcyon Bank", "Project Falcon"],
        "unless": ["case study", "as announced"],
        "unless_post": [],
        "always_allowed": [],
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
    for line in (
        "How we post",
        "Version: 3",
        "let posts through",
        "Allowance: 30 minutes a day",
        "CONF-3: Do not name",
        "VOICE-1",
    ):
        assert line in text
    assert "**" not in text
    assert max(map(len, text.splitlines())) <= 78


def test_a_rule_is_explained_with_what_it_finds_between_brackets() -> None:
    told = explain(read_policy(SOUND), "conf-3")
    assert told.startswith("CONF-3: Do not name a client before we announce them\n")
    assert "> Thrilled to start with [Halcyon Bank] on Monday!" in told
    assert "Where                CONF-3, section 2, line 13" in told


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    with pytest.raises(RightHandleError, match="Did you mean ‘VOICE-1’") as unknown:
        explain(read_policy(SOUND), "VOICE-9")
    assert (unknown.value.code, unknown.value.status) == ("unknown_rule", 404)


def test_the_json_has_every_value_of_the_document() -> None:
    told = as_json(read_policy(FULL))
    assert {name: told[name] for name in told if name not in {"text", "sha256", "sections", "coverage"}} == {
        "title": "How we post",
        "version": "3",
        "if_unreachable": "allow",
        "allowance_minutes": 30,
        "personal_use": "12:00 to 14:00 and after 17:00 from Monday to Friday; "
        "any time on Saturday and Sunday",
        "personal_activity": ["news", "a quick reply"],
        "training_months": 6,
        "signing": "before",
        "signature_text": "I have read this policy.",
        "accounts": [
            {
                "handle": "HaldenMotors",
                "site": "x",
                "kind": "company",
                "purpose": "customer support",
                "speakers": ["Ana Reyes", "Jo Marsh"],
            }
        ],
        "lists": {"client names": ["Halcyon Bank", "Northwind"]},
        "steps": ["We talk."],
        "after_a_slip": ["Delete it.", "Tell Ana."],
    }
    assert {"name": "training", "where": "section 1"} in told["coverage"]  # type: ignore[operator]  # it is a list
    rule = told["sections"][2]["rules"][0]  # type: ignore[index]  # the shape is asserted above
    assert rule["sites"] == ["linkedin", "other:forum.example", "x"]
    assert rule["surfaces"] == ["post", "reply"]
    assert rule["accounts"] == ["@HaldenMotors on X"]
    assert rule["looks_for"][1:] == [
        "any secret near {client names}",
        "any form of lay off",
        "pattern `PRJ-\\d+`",
    ]
    assert (rule["unless_post"], rule["always_allowed"]) == (
        ["as announced"],
        ["halden.example/news", "{client names}"],
    )


def test_what_a_document_leaves_out_is_empty() -> None:
    told = as_json(read_policy(SOUND))
    assert (told["personal_use"], told["training_months"], told["accounts"], told["lists"]) == (
        "",
        None,
        [],
        {},
    )


def test_a_rule_is_explained_with_its_places_exceptions_and_lists() -> None:
    told = explain(read_policy(FULL), "CONF-3")
    for line in (
        "  Sites                forum.example, LinkedIn, X",
        "  Surfaces             posts, replies",
        "  Accounts             @HaldenMotors on X",
        "  Unless the post says as announced",
        "  Always allowed       halden.example/news; {client names}",
        "  {client names}: Halcyon Bank; Northwind",
    ):
        assert f"{line}\n" in told
    assert max(map(len, told.splitlines())) <= 78


def test_the_text_of_a_policy_has_its_accounts_times_and_steps() -> None:
    text = as_text(read_policy(FULL))
    for line in (
        "@HaldenMotors on x: company; customer support; spoken for by Ana Reyes and Jo",
        "{client names}: Halcyon Bank; Northwind",
        "Training: every 6 months",
        "Steps:\n\n1. We talk.\n",
        "1. Delete it.\n2. Tell Ana.\n",
    ):
        assert line in text


WINDOWS = st.builds(
    lambda days, start, length: Window(days, start, min(start + length, 1440)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.integers(0, 1439),
    st.integers(1, 1440),
)


@settings(deadline=None)
@given(st.lists(WINDOWS, max_size=6))
def test_times_that_are_told_are_read_as_the_same_times(windows: list[Window]) -> None:
    faults = Faults()
    read = personal_use(words.week(windows), At(1), faults)
    assert not faults.found
    assert read is not None
    assert minutes(read) == minutes(windows)
    assert words.week(read) == words.week(windows)


def minutes(windows: list[Window] | tuple[Window, ...]) -> set[tuple[int, int]]:
    return {
        (day, minute)
        for window in windows
        for day in window.days
        for minute in range(window.start, window.end)
    }


def test_every_site_and_surface_is_told_as_it_can_be_written() -> None:
    faults = Faults()
    places = PlaceReader(faults)
    for site in SITES:
        assert places.sites(words.site_name(site), At(1)) == {site}
    for surface in SURFACES:
        assert places.surfaces(words.surface_name(surface), At(1)) == {surface}
    assert not faults.found


@pytest.mark.parametrize(
    ("months", "told"),
    [(0, "once"), (1, "every month"), (6, "every 6 months"), (12, "once a year"), (24, "every 24 months")],
)
def test_how_often_training_is_due_is_told_as_it_can_be_written(months: int, told: str) -> None:
    assert words.how_often(months) == told
    policy = read_policy(FULL.replace("every 6 months", told))
    assert policy.training_months == months
