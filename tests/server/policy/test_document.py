"""The policy document is read into values, and whatever a word processor does to it is harmless."""

from __future__ import annotations

import hashlib

import pytest

from server.checking.rules import Sought
from server.policy.document import read_policy
from server.policy.faults import PolicyError

from .documents import SOUND, spoiled


def test_a_document_becomes_a_policy() -> None:
    policy = read_policy(SOUND.encode())
    assert (policy.title, policy.version, policy.if_unreachable) == ("How we post", "3", "allow")
    assert (policy.allowance_minutes, policy.signature_text) == (30, "I have read this policy.")
    assert policy.sha256 == hashlib.sha256(SOUND.encode()).hexdigest()
    assert policy.text == SOUND
    assert [section.title for section in policy.sections][1:] == [
        "1. Why we are here",
        "2. What stays with us",
        "3. Signature",
    ]
    assert policy.sections[1].paragraphs == ("• Halden Motors: customer support",)
    assert policy.sections[2].rules == ("CONF-3", "VOICE-1")


def test_a_rule_is_read_with_its_lines_and_spans() -> None:
    rule = read_policy(SOUND).rule("conf-3")
    assert rule is not None
    assert rule.title == "Do not name a client before we announce them"
    assert rule.why == "We promise clients silence until both sides have signed."
    assert (rule.category, rule.weight, rule.section) == ("confidential", "confirm", "CONF-3, section 2")
    assert rule.kinds == {"company", "ambassador", "personal"}
    assert [one.words for one in rule.looks_for] == ["Halcyon Bank", "Project Falcon"]
    assert rule.unless == ("case study", "as announced")
    assert rule.instead == "a new client in financial services"
    example = rule.not_allowed[0]
    assert [example.text[start:end] for start, end in example.spans] == ["Halcyon Bank"]
    assert SOUND.splitlines()[example.line - 1].startswith("> Thrilled")


def test_a_named_detector_is_no_phrase() -> None:
    rule = read_policy(SOUND).rule("VOICE-1")
    assert rule is not None
    assert rule.looks_for == (Sought("detector", "any profanity"),)


def test_a_phrase_in_quotation_marks_is_never_a_detector() -> None:
    rule = read_policy(spoiled("any profanity", "“any profanity”")).rule("VOICE-1")
    assert rule is not None
    assert rule.looks_for == (Sought("phrase", "any profanity"),)


@pytest.mark.parametrize(
    ("plain", "processed"),
    [
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("# How", "\ufeff# How"),
        ("- **Weight:** confirm", "- **Weight**: “Confirm”"),
        ("- **Weight:** confirm", "–\u00a0**Weight:**\u00a0confirm."),
        ("- **Weight:** confirm", "·" + "\u00a0" * 8 + "**Weight:** confirm"),
        ("- **Weight:** confirm", "-\t\t**Weight:** confirm"),
        ("> Our Halcyon Bank case", "> Our Halcyon Bank  \\\n> case"),
        ("### CONF-3: Do", "###\u00a0CONF–3:\u00a0Do"),
        (
            "**Applies to:** company, ambassador, personal",
            "**Applies\u00a0to:** company, personal and ambassador",
        ),
        ("- **Version:** 3", "* __Version:__ 3"),
        ("- **Version:** 3", "\u25cf **Version:** 3"),
        ("- **Version:** 3", "\uf0b7\t**Version:** 3"),
        ("- **Weight:** confirm", "- \u200b**Weight\uff1a** confirm"),
        ("### CONF-3: Do", "### CONF\u00ad-3: Do"),
        ("\n", "\u2028"),
        ("Not allowed:\n", "**Not\u00a0allowed:**\n\n"),
        ("Allowed:\n> Our H", "#### Allowed\n\n> Our H"),
        ("30 minutes a day", "30\u00a0minutes a day."),
        ("Halcyon Bank; Project Falcon", "Halcyon Bank;\n  Project Falcon;"),
    ],
)
def test_what_word_processors_do_is_harmless(plain: str, processed: str) -> None:
    document = SOUND.replace(plain, processed) if "\r" in processed else spoiled(plain, processed)
    assert _values(document) == _values(SOUND)


def _values(document: str) -> list[tuple[object, ...]]:
    policy = read_policy(document)
    front = (policy.title, policy.version, policy.if_unreachable, policy.allowance_minutes)
    return [front] + [
        (rule.id, rule.title, rule.weight, rule.kinds, rule.looks_for, rule.not_allowed[0].spans)
        for rule in policy.rules
    ]


def test_html_and_links_in_the_prose_stay_the_characters_they_are() -> None:
    policy = read_policy(spoiled("It is read", "<script>alert(1)</script> [x](javascript:1) It is *read*"))
    rule = policy.rule("VOICE-1")
    assert rule is not None
    assert rule.why == "<script>alert(1)</script> [x](javascript:1) It is read as our opinion of the reader."


@pytest.mark.parametrize(
    "words",
    [
        "&lt;b&gt; &amp;c",
        "<https://x.example/a_b> ![i](j) [k][l] [^m]",
        "<!-- hidden --> <?php ?> <![CDATA[ x ]]>",
        "*a* and _b_ and `c` and \\*d\\*",
    ],
)
def test_prose_is_read_as_words(words: str) -> None:
    rule = read_policy(spoiled("It is read", f"{words} It is read")).rule("VOICE-1")
    assert rule is not None
    read = words.replace("&lt;b&gt; &amp;c", "<b> &c").replace(
        "*a* and _b_ and `c` and \\*d\\*", "a and b and c and *d*"
    )
    assert rule.why == f"{read} It is read as our opinion of the reader."


@pytest.mark.parametrize("line", ["    ### CONF-9: x", "\t- **Sites:** x", "     > an example"])
def test_what_stands_too_far_to_the_right_is_told(line: str) -> None:
    document = spoiled("It is read", f"{line}\n\nIt is read")
    with pytest.raises(PolicyError, match="This line stands too far to the right"):
        read_policy(document)


def test_an_html_block_hides_no_rule() -> None:
    document = spoiled("### VOICE-1", "<div hidden>\n### VOICE-1")
    assert read_policy(document).rule("VOICE-1") is not None


def test_a_reference_hides_no_words() -> None:
    section = read_policy(spoiled("## 2. ", "[a]: https://example.com\n\n## 2. ")).sections[1]
    assert "[a]: https://example.com" in section.paragraphs


def test_a_rule_in_a_code_fence_is_only_shown() -> None:
    document = spoiled("## 3. S", "## 3. Form\n\n```\n### LEGAL-1: Not a rule\n```\n\n## 4. S")
    policy = read_policy(document)
    assert policy.rule("LEGAL-1") is None
    assert policy.sections[3].paragraphs == ("### LEGAL-1: Not a rule",)


@pytest.mark.parametrize(
    ("markdown", "text", "bold"),
    [
        ("> we **f\\*\\*ked** it", "we f**ked it", ["f**ked"]),
        ("> f*ck this sh*t, **Halcyon Bank**", "f*ck this sh*t, Halcyon Bank", ["Halcyon Bank"]),
        ("> # 1. first\n> - **Halcyon Bank**", "# 1. first\n- Halcyon Bank", ["Halcyon Bank"]),
        (
            "> **Halcyon Bank**\n>\n> and **Halcyon Bank**",
            "Halcyon Bank\n\nand Halcyon Bank",
            ["Halcyon Bank"] * 2,
        ),
        ("> 👩🏽‍🚒 **Halcyon Bank** <b>", "👩🏽‍🚒 Halcyon Bank <b>", ["Halcyon Bank"]),
        (
            "> `a_b` **Halcyon Bank** https://x.example/a_b_c",
            "`a_b` Halcyon Bank https://x.example/a_b_c",
            ["Halcyon Bank"],
        ),
    ],
)
def test_an_example_is_the_post_as_typed(markdown: str, text: str, bold: list[str]) -> None:
    rule = read_policy(spoiled("> Thrilled to start with **Halcyon Bank** on Monday!", markdown)).rule(
        "CONF-3"
    )
    assert rule is not None
    example = rule.not_allowed[0]
    assert example.text == text
    assert [example.text[start:end] for start, end in example.spans] == bold


def test_starred_phrases_keep_their_stars() -> None:
    rule = read_policy(spoiled("Halcyon Bank; Project Falcon", "f*ck this sh*t; f**k; sh**; a_b_c")).rule(
        "CONF-3"
    )
    assert rule is not None
    assert [one.words for one in rule.looks_for] == ["f*ck this sh*t", "f**k", "sh**", "a_b_c"]


def test_a_rule_in_a_chapter_without_number_names_the_chapter() -> None:
    rule = read_policy(spoiled("## 2. What stays", "## What stays")).rule("CONF-3")
    assert rule is not None
    assert rule.section == "CONF-3, “What stays with us”"


def test_a_policy_asks_before_posting_where_it_says_nothing() -> None:
    assert (
        read_policy(spoiled("- **If Right Handle is not running:** let posts through\n", "")).if_unreachable
        == "ask"
    )


def test_a_refused_policy_has_the_one_shape_of_errors() -> None:
    with pytest.raises(PolicyError) as refused:
        read_policy(spoiled("**Weight:** confirm", "**Wieght:** confirm"))
    error = refused.value.as_dict()["error"]
    assert isinstance(error, dict)
    assert error["code"] == "policy_refused"
    assert error["errors"] == [
        {"line": 18, "message": "‘Wieght’ is not a label. Did you mean ‘Weight’?", "rule": "CONF-3"}
    ]
    assert "Line 18: ‘Wieght’ is not a label. Did you mean ‘Weight’?" in error["message"]
