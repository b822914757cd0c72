"""Every fault of a document is answered with its line, its rule and a remedy, all of them together."""

from __future__ import annotations

import pytest

from server.policy.document import read_policy
from server.policy.faults import PolicyError, PolicyFault

from .documents import SOUND, changed, line_of, spoiled

WHOLE = SOUND[SOUND.index("### VOICE-1") : SOUND.index("## 3. S")]


def faults(document: str | bytes) -> tuple[PolicyFault, ...]:
    with pytest.raises(PolicyError) as refused:
        read_policy(document)
    return refused.value.errors


NO_EXAMPLE = "Without examples, nobody can tell what a rule means."

# ruff: noqa: E501  (a table is read by its columns)
CASES: list[tuple[str, str, str, str, str | None]] = [
    # what stands there, what is made of it, the words on the line that is named, the sentence, the rule
    ("**Weight:** c", "**Wieght:** c", "**Wieght", "‘Wieght’ is not a label. Did you mean ‘Weight’?", "CONF-3"),
    ("**Weight:** c", "**Colour:** c", "**Colour", "‘Colour’ is not a label. Use one of: Category, Weight,", "CONF-3"),
    ("- **Weight:** c", "- Wieght: c", "- Wieght", "‘Wieght’ is not a label. Did you mean ‘Weight’?", "CONF-3"),
    ("confidential\n", "confidentail\n", "confidentail", "‘confidentail’ is not a category. Did you mean ‘confidential’?", "CONF-3"),
    ("**Weight:** confirm", "**Weight:** block", "block", "‘block’ is not a weight. Use one of: note, confirm, stop.", "CONF-3"),
    ("company, amb", "compny, amb", "compny", "‘compny’ is not a kind of account (company, ambassador, personal). Did you mean ‘company’?", "CONF-3"),
    ("any profanity", "any profanities", "any profanities", "‘any profanities’ is not a detector. Did you mean ‘any profanity’?", "VOICE-1"),
    ("any profanity", "a hostile ton", "a hostile ton", "‘a hostile ton’ is not a detector. Did you mean ‘a hostile tone’?", "VOICE-1"),
    ("Halcyon Bank; ", "Halcyon Bank;; ", ";;", "There is an empty phrase here.", "CONF-3"),
    ("Halcyon Bank; ", "Halcyon Bank; " + "x" * 201 + "; ", "xxx", "is too long. A phrase may have 200 characters.", "CONF-3"),
    ("- **Weight:** confirm\n", "- **Weight:** confirm\n- **Weight:** stop\n", "**Weight:** stop", "‘Weight’ stands here twice, first in line 18. Keep one.", "CONF-3"),
    ("**Weight:** confirm", "**Weight:**", "**Weight:**", "‘Weight’ is empty.", "CONF-3"),
    ("- **Weight:** confirm\n", "\n**Weight:** confirm\n\n", "**Weight:** confirm", "A label stands in a list.", "CONF-3"),
    ("We promise clients silence until both sides have signed.\n", "", "### CONF-3", "CONF-3 has no reason.", "CONF-3"),
    ("- **Consequence:** Delete it and say sorry.\n", "", "### VOICE-1", "VOICE-1 has no ‘Consequence’.", "VOICE-1"),
    ("- **Looks for:** any profanity\n", "", "### VOICE-1", "VOICE-1 has no ‘Looks for’.", "VOICE-1"),
    ("Allowed:\n> Our Scunthorpe branch is open.\n", "", "### VOICE-1", NO_EXAMPLE, "VOICE-1"),
    ("Not allowed:\n> Nobody here knows how to **fucking** drive\n", "", "### VOICE-1", NO_EXAMPLE, "VOICE-1"),
    ("Not allowed:\n> N", "Not alowed:\n> N", "Not alowed", "‘Not alowed:’ opens no examples. Did you mean ‘Not allowed:’?", "VOICE-1"),
    ("Not allowed:\n> N", "> N", "> Nobody", "Write ‘Not allowed:’ or ‘Allowed:’ above it.", "VOICE-1"),
    ("**fucking**", "fucking", "> Nobody", "Nothing is bold in this example. Put ** around the words to find.", "VOICE-1"),
    ("**fucking**", "**fucking", "> Nobody", "Its stars don’t pair.", "VOICE-1"),
    ("Our Scunthorpe", "Our **Scunthorpe**", "Our **Scun", "Bold marks what must be found. An allowed example has none.", "VOICE-1"),
    ("> Our Scunthorpe branch is open.", ">", "\n>\n", "This example is empty.", "VOICE-1"),
    ("> Our Scunthorpe", "Our Scunthorpe", "Allowed:\nOur Scun", "Write ‘> ’ in front of it.", "VOICE-1"),
    ("- **Version:** 3\n", "", "# How we post", "There is no ‘Version’.", None),
    ("**Version:**", "**Verison:**", "Verison", "‘Verison’ is not a label. Did you mean ‘Version’?", None),
    ("- **Version:** 3", "- **Version:** 3\n- **Version:** 4", "**Version:** 4", "‘Version’ stands here twice, first in line 3.", None),
    ("let posts through", "let post through", "let post", "Did you mean ‘let posts through’?", None),
    ("**Looks for:** any profanity", "**Looks for:** profanity", "**Looks for:** prof", "‘profanity’ is only a phrase here. Did you mean ‘any profanity’?", "VOICE-1"),
    ("**Looks for:** any profanity", "**Sites:** twiter\n- **Looks for:** any profanity", "**Sites", "‘twiter’ is not a site. Did you mean ‘twitter’?", "VOICE-1"),
    ("- **Halden Motors:**", "- **@halden on mastodon:** company;", "- **@halden", "A Mastodon account has its server in its name.", None),
    ("30 minutes a day", "half an hour", "half an", "‘half an hour’ is not an allowance. Write it like ‘30 minutes a day’.", None),
    ("30 minutes a day", "9000 minutes a day", "9000", "is not an allowance.", None),
    ("- **Halden Motors:**", "- **Looks for:**", "- **Looks for:** customer", "‘Looks for’ belongs to a rule.", None),
    ("# How we post", "How we post", "How we post", "This policy has no title.", None),
    ("# How we post", "#", "#\n", "The title is empty.", None),
    ("## 3. Signature", "# 3. Signature", "# 3. Signature", "The title stands in line 1 already. Write ‘## ’ for a chapter.", None),
    ("### VOICE-1: No", "### Be respectful: No", "### Be resp", "‘Be respectful: No swearing from a company account’ doesn’t start with a rule’s id.", None),
    ("### VOICE-1: No", "### VOICE 1: No", "### VOICE 1", "Did you mean ‘VOICE-1’?", None),
    ("### VOICE-1: No", "### voice-1: No", "### voice-1", "A rule’s id has capitals. Write ‘VOICE-1’ for ‘voice-1’.", "VOICE-1"),
    ("### VOICE-1: No swearing from a company account", "### VOICE-1:", "### VOICE-1", "VOICE-1 has no title.", "VOICE-1"),
    ("### VOICE-1: No", "### CONF-3: No", "### CONF-3: No", "The id CONF-3 is taken by line 13. Give this rule another.", "CONF-3"),
    ("### VOICE-1: No", "## VOICE-1: No", "## VOICE-1", "is a rule. Write it with three signs, ‘### ’.", None),
    ("### VOICE-1: No", "#### VOICE-1: No", "#### VOICE-1", "is a rule. Write it with three signs, ‘### ’.", None),
    ("### VOICE-1: No", "###VOICE-1: No", "###VOICE-1", "A heading needs a space behind its signs.", "CONF-3"),
    ("## 3. Signature\n", "##\n", "##\n", "This chapter has no title.", None),
    ("customer support", "customer\x07support", "customer\x07", "the control character U+0007", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "sentence", "rule"), CASES)
def test_a_fault_names_line_rule_and_remedy(
    old: str, new: str, at: str, sentence: str, rule: str | None
) -> None:
    document = spoiled(old, new)
    line = line_of(document, at) + at.startswith("\n")
    found = [fault for fault in faults(document) if sentence in fault.message]
    assert [(fault.line, fault.rule) for fault in found] == [(line, rule)]


# The same table over the policy that uses the whole language.
WHOLE_LANGUAGE: list[tuple[str, str, str, str, str | None]] = [
    ("confirm\n", "confrim\n", "confrim", "‘confrim’ is not a weight (note, confirm, stop). Did you mean ‘confirm’?", "CONF-1"),
    ("x, Hacker News", "LinkdIn", "LinkdIn", "‘LinkdIn’ is not a site. Did you mean ‘linkedin’?", "CONF-1"),
    ("other:forum.example", "forum.example", "forum.example", "‘forum.example’ is not a site we know. Did you mean ‘other:forum.example’?", "CONF-1"),
    ("x, Hacker News, other:forum.example", "all sites", "all sites", "For all sites, take out this line.", "CONF-1"),
    ("posts, replies", "posts, answers", "answers", "‘answers’ is not a surface. Use one of: comment, edit,", "CONF-1"),
    ("posts, replies", "posts, repleis", "repleis", "‘repleis’ is not a surface. Did you mean ‘replies’?", "CONF-1"),
    ("@HaldenMotors on x;", "HaldenMotors on x;", "- **Accounts:**", "‘HaldenMotors on x’ is not an account. Did you mean ‘@HaldenMotors on x’?", "CONF-1"),
    ("@HaldenMotors on x;", "company;", "- **Accounts:**", "Kinds such as ‘company’ stand behind ‘Applies to’.", "CONF-1"),
    ("@HaldenMotors on x;", "@HaldenMotor on x;", "### CONF-1", "This policy lists no @HaldenMotor. Did you mean @HaldenMotors?", "CONF-1"),
    ("@HaldenMotors on x; @halden@social.example", "@HaldenMotors on linkedin", "### CONF-1", "CONF-1 never counts: none of its accounts is on its sites.", "CONF-1"),
    ("company, ambassador\n", "personal\n", "### CONF-1", "CONF-1 never counts: its accounts are ambassador, company.", "CONF-1"),
    ("{client names}; any", "{client name}; any", "{client name};", "This policy has no list ‘{client name}’. Did you mean ‘{client names}’?", "CONF-1"),
    ("- **{client names}:** Halcyon Bank; Northwind\n", "", "- **Looks", "This policy has no list ‘{client names}’.", "CONF-1"),
    ("{Company Names}:**", "{Client names}:**", "**{Client", "The list ‘{client names}’ stands here twice, first in line 9. Keep one.", None),
    ("Halcyon Bank; Northwind", "", "**{client", "The list ‘{client names}’ is empty.", None),
    ("Halden; Halden M", "Halden; {client names}; M", "**{Company", "‘{client names}’ has braces. A list holds phrases, and no other list.", None),
    ("{Company Names}:**", "{Company/Names}:**", "{Company/", "‘{Company/Names}’ can’t name a list.", None),
    ("- **{client names}:** Hal", "- **{client names}** Hal", "- **{client names}**", "There is no colon", None),
    ("- **Sites:**", "- **{partners}:** Acme\n- **Sites:**", "- **{partners}", "A list stands in a chapter, above its rules. Move this line there.", "CONF-1"),
    ("near {client names}", "near client names", "near client names", "A list stands in braces. Write ‘near {client names}’.", "CONF-1"),
    ("“launch” near {client names}", "any profanity near us", "near us", "Behind ‘near’ stands a list in braces.", "CONF-1"),
    ("{client names}; any", "the {client names} deal; any", "the {client", "‘the {client names} deal’ has braces inside.", "CONF-1"),
    ("any form of lay off", "any forms of lay off", "any forms", "‘any forms of lay off’ is not known. Did you mean ‘any form of lay off’?", "CONF-1"),
    ("pattern `PRJ-[0-9]{4};x`", "`PRJ-[0-9]{4}`", "`PRJ", "For a pattern, write ‘pattern `PRJ-[0-9]{4}`’.", "CONF-1"),
    ("pattern `PRJ-[0-9]{4};x`", "pattern `(a+)+b`", "`(a+)+b`", "A pattern can take forever.", "CONF-1"),
    ("pattern `PRJ-[0-9]{4};x`", "pattern `PRJ-[0-9`", "`PRJ", "isn’t closed.", "CONF-1"),
    ("Halcyon Bank; Northwind", "Halcyon Bank, Northwind", "Halcyon Bank, N", "Phrases are parted by ‘;’. Write ‘Halcyon Bank; Northwind’, or put all of it in quotes.", None),
    ("as announced\n", "as announced, or earlier\n", "or earlier", "Phrases are parted by ‘;’. Write ‘as announced; or earlier’,", "CONF-1"),
    ("case study;", "any profanity;", "any profanity", "‘any profanity’ stands only behind ‘Looks for’.", "CONF-1"),
    ("**Unless the post says:**", "**Unless the posts say:**", "**Unless the posts", "Did you mean ‘Unless the post says’?", "CONF-1"),
    ("**Always allowed:**", "**Allways allowed:**", "**Allways", "Did you mean ‘Always allowed’?", "CONF-1"),
    ("before speaking for the company", "before speaking", "- **Signature", "‘before speaking’ is not a choice. Use one of: asked for, before speaking for the company.", None),
    ("once a year", "sometimes", "sometimes", "‘sometimes’ is not how often.", None),
    ("12:00 to 14:00", "12:00 to 25:00", "25:00", "‘25:00’ is not a time. Times go from 00:00 to 24:00, such as 17:30.", None),
    ("12:00 to 14:00", "12 to 2 pm", "2 pm", "‘12’ is not a time.", None),
    ("12:00 to 14:00", "14:00 to 12:00", "14:00 to 12:00", "‘14:00’ comes after ‘12:00’. Write ‘after 14:00 and before 12:00’.", None),
    ("on working days", "on wroking days", "wroking", "‘wroking days’ is not a day. Did you mean ‘working days’?", None),
    ("any time at weekends", "at no time on Friday", "Friday", "‘Friday’ has times here and also ‘at no time’.", None),
    ("at weekends", "during lunch", "during lunch", "‘lunch’ is not a day.", None),
    ("spoken for by", "spoken by", "spoken by", "‘spoken by Ana Reyes and Jo Marsh’ is not clear. Write ‘spoken for by’ and the names.", None),
    ("company; customer", "customer", "@HaldenMotors", "‘customer support’ is not a kind of account.", None),
    ("**@HaldenMotors on x:**", "**@HaldenMotors:**", "**@HaldenMotors:", "@HaldenMotors has no site. Write ‘**@HaldenMotors on x:**’.", None),
    ("@halden@social.example on Mastodon and Bluesky", "@haldenmotors on x", "@haldenmotors", "@haldenmotors on x stands in line 14 already.", None),
    ("**Steps:**", "**Step:**", "**Step:", "‘Step:’ opens no list. Did you mean ‘Steps:’?", None),
    ("After a slip:\n\n1. Delete it.\n2. Say", "After a slip:\n\nSay", "After a slip", "Nothing stands under ‘After a slip:’.", None),
    ("1. Delete it.\n2. Say", "- Delete it.\n- Say", "- Delete", "The list under ‘After a slip:’ has no numbers.", None),
    ("We promise clients", "Steps:\n\nWe promise clients", "Steps:", "‘Steps:’ stands in a chapter, outside its rules.", "CONF-1"),
    ("- **Training:**", "\n**Training:**", "**Training:**", "This stands in a list. Write ‘- **Training:**’", None),
    ("- **Consequence:**", "        - **Consequence:**", "        - **Cons", "This line stands too far to the right to count.", None),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "at", "sentence", "rule"), WHOLE_LANGUAGE)
def test_a_fault_in_the_whole_language_names_line_rule_and_remedy(
    old: str, new: str, at: str, sentence: str, rule: str | None
) -> None:
    document = changed(old, new)
    found = [fault for fault in faults(document) if sentence in fault.message]
    assert [(fault.line, fault.rule) for fault in found] == [(line_of(document, at), rule)]


@pytest.mark.parametrize(
    ("old", "new"),
    [(case[0], case[1]) for case in CASES if case[4] and "**Colour" not in case[1] and "###" not in case[1]],
)
def test_one_slip_is_one_fault(old: str, new: str) -> None:
    assert len(faults(spoiled(old, new))) == 1


def test_all_faults_stand_together_in_the_order_of_their_lines() -> None:
    document = (
        spoiled("**Version:**", "**Verison:**")
        .replace("confidential\n", "confidentail\n")
        .replace("any profanity", "any profanty")
        .replace("> Our Scunthorpe", "> Our **Scunthorpe**")
    )
    found = faults(document)
    assert [fault.line for fault in found] == [
        line_of(document, words) for words in ("Verison", "confidentail", "any profanty", "> Our **Scun")
    ]
    assert found[1].in_file("policy.md") == (
        f"policy.md:{found[1].line}: CONF-3: ‘confidentail’ is not a category. Did you mean ‘confidential’?"
    )


def test_a_rule_outside_a_chapter_is_a_fault() -> None:
    document = SOUND.replace("## 1. Why we are here\n", "").replace("## 2. What stays with us\n", "")
    found = faults(document)
    assert [(fault.line, fault.message.split(".")[0]) for fault in found] == [
        (line_of(document, "### CONF-3"), "This rule stands outside a chapter"),
        (line_of(document, "### VOICE-1"), "This rule stands outside a chapter"),
    ]


def test_a_policy_without_a_rule_is_refused() -> None:
    found = faults("# T\n\n- **Version:** 1\n\n## 1. Be nice\n\nPlease be nice.\n")
    assert [fault.message for fault in found] == [
        "This policy has no rule, so it would find nothing. Write one with ‘### ’."
    ]


def test_a_vague_rule_is_refused_with_the_reason() -> None:
    document = SOUND.replace("## 3. S", "### TONE-1: Be respectful\n\nRespect matters.\n\n## 3. S")
    messages = [fault.message for fault in faults(document) if fault.rule == "TONE-1"]
    assert f"TONE-1 has no example under ‘Not allowed:’. {NO_EXAMPLE}" in messages
    assert f"TONE-1 has no example under ‘Allowed:’. {NO_EXAMPLE}" in messages


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (SOUND.encode("utf-16"), "This file is written in UTF-16. Save it as UTF-8."),
        ("# Für uns\n".encode("latin-1"), "Line 1: This is not UTF-8 text. Save the file as UTF-8."),
        (b"# A\n\xff\n", "Line 2: This is not UTF-8 text. Save the file as UTF-8."),
        (
            b"\x7fELF\x02\x01\x01\0\0",
            "Line 1: This line holds the control character U+007F. Is this a text file?",
        ),
        ("# A \ud800", "Line 1: This is not UTF-8 text. Save the file as UTF-8."),
    ],
)
def test_what_is_no_utf8_text_is_answered_with_a_sentence(data: bytes | str, sentence: str) -> None:
    assert [str(fault) for fault in faults(data)] == [sentence]


def test_an_empty_file_is_a_policy_without_anything() -> None:
    assert [fault.line for fault in faults(b"")] == [1, 1, 1]
