"""The engine: which rule speaks, how loudly, where, and what could not be looked at."""

from __future__ import annotations

from time import thread_time

import pytest

from server.checking.detectors import DETECTORS
from server.checking.engine import CompiledPolicy, check
from server.checking.report import Kind, Report
from server.checking.speaker import Speaker

from .policies import ACCOUNT, DATA, NAMES, SECRETS, SWEARING, TONE, policy, rule

CHRYSLER = (
    "I find it ironic that Detroit is known as the #motorcity "
    "and yet no one here knows how to f ** king drive"
)
POLICY = policy(SWEARING, NAMES, SECRETS, DATA, ACCOUNT)


def checked(
    text: str,
    kind: Kind = "company",
    using: CompiledPolicy = POLICY,
    *parts: str,
    site: str = "x",
    surface: str = "post",
) -> Report:
    return check(text, parts, Speaker(kind=kind), using, site=site, surface=surface)


def heard(report: Report) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.weight, finding.match) for finding in report.findings]


def test_the_motorcity_tweet_is_stopped_with_what_was_typed() -> None:
    report = checked(CHRYSLER)
    assert report.verdict == "stop"
    (finding,) = report.findings
    assert (finding.match, finding.span) == ("f ** king", (90, 99))
    assert (finding.title, finding.why, finding.instead) == (
        "The title of VOICE-1",
        "Because.",
        "Something else.",
    )
    assert report.took_us > 0


def test_an_emoji_in_front_moves_the_span_by_two_units() -> None:
    (finding,) = checked("😀 " + CHRYSLER).findings
    assert (finding.match, finding.span) == ("f ** king", (93, 102))


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("company", "stop"), ("unknown", "stop"), ("ambassador", "stop"), ("personal", "note")],
)
def test_the_kind_of_account_decides_the_weight(kind: Kind, verdict: str) -> None:
    assert checked(CHRYSLER, kind, policy(SWEARING)).verdict == verdict


def test_a_rule_speaks_only_on_the_kinds_that_it_names() -> None:
    companies = policy(
        rule("V", "profanity", "stop", detectors=("any profanity",), kinds=frozenset({"company"}))
    )
    assert checked(CHRYSLER, "personal", companies).verdict == "clear"
    assert checked(CHRYSLER, "unknown", companies).verdict == "stop"


def test_a_clear_text_stays_clear_on_an_unknown_account() -> None:
    report = checked("Our report is out: https://example.com/report", "unknown")
    assert (report.verdict, report.findings, report.not_checked) == ("clear", (), ())


def test_a_secret_on_a_personal_account_is_asked_about() -> None:
    assert heard(checked("password: hunter2", "personal")) == [("SECR-1", "confirm", "hunter2")]
    assert heard(checked("password: hunter2", "company"))[0] == ("SECR-1", "stop", "hunter2")


def test_mild_words_never_stop_a_company() -> None:
    assert heard(checked("A damn good coffee #coffee")) == [("VOICE-1", "note", "damn")]
    assert heard(checked("A coffee that kicks arse #coffee")) == [("VOICE-1", "confirm", "arse")]


def test_an_excuse_counts_in_its_own_sentence_only() -> None:
    assert checked("Our Halcyon Bank case study is live.").verdict == "clear"
    assert heard(checked("Our case study is live. We also work for Halcyon Bank.")) == [
        ("CONF-1", "confirm", "Halcyon Bank")
    ]
    mixed = checked("As announced, Halcyon Bank is ours. Halcyon Bank pays late.")
    assert [finding.span for finding in mixed.findings] == [(36, 48)]


def test_an_excuse_of_one_rule_excuses_no_other() -> None:
    assert heard(checked("A fucking good case study #work")) == [("VOICE-1", "stop", "fucking")]


@pytest.mark.parametrize("kind", ["ambassador", "personal"])
def test_talk_about_pay_is_left_alone_on_peoples_own_accounts(kind: Kind) -> None:
    text = "Halcyon Bank pays shit wages, we need a union"
    words = policy(SWEARING, NAMES)
    assert checked(text, kind, words).verdict == "clear"
    assert checked(text, "company", words).verdict == "stop"


def test_overlapping_findings_of_a_category_become_the_strongest_one() -> None:
    both = policy(
        rule("CONF-A", "confidential", "note", phrases=("Halcyon Bank of Ghent",)),
        rule("CONF-B", "confidential", "confirm", phrases=("Halcyon Bank",)),
    )
    assert heard(checked("With Halcyon Bank of Ghent", "company", both)) == [
        ("CONF-B", "confirm", "Halcyon Bank")
    ]


def test_findings_of_different_categories_stand_beside_each_other_heaviest_first() -> None:
    report = checked("Project Falcon is shit, ask jane@example.com #work")
    assert heard(report) == [
        ("VOICE-1", "stop", "shit"),
        ("CONF-1", "confirm", "Project Falcon"),
        ("DATA-1", "confirm", "jane@example.com"),
    ]


def test_other_texts_of_the_post_are_checked_with_their_place() -> None:
    report = checked("Look at this #cat", "company", POLICY, "a nice picture", "😀 shit")
    assert [(finding.part, finding.span, finding.match) for finding in report.findings] == [
        (1, (3, 7), "shit")
    ]


def test_a_title_alone_has_no_voice() -> None:
    assert checked("Our new song is out #music", "company", POLICY, "I love this song").verdict == "clear"


def test_people_who_answer_for_a_company_may_say_i() -> None:
    assert checked("I’m sorry about that", surface="post").verdict == "confirm"
    assert checked("I’m sorry about that", surface="reply").verdict == "note"


def test_unknown_places_are_named_and_ease_nothing() -> None:
    report = checked("I’m sorry about that", site="friendster", surface="yell")
    assert report.verdict == "confirm"
    assert [left.rule for left in report.not_checked] == ["site", "surface"]
    assert "“friendster”" in report.not_checked[0].why
    assert checked("Fine.", site="other:social.example", surface="thread").not_checked == ()


def test_a_tone_that_can_not_be_judged_yet_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    tone = next(detector for detector in DETECTORS if detector.name == "a hostile tone")
    toned = policy(TONE)
    monkeypatch.setattr(tone, "_analyzer", None)
    report = checked("You are a pathetic liar and everyone hates you!", "company", toned)
    assert [(left.rule, left.why) for left in report.not_checked] == [("VOICE-3", "tone: warming up")]


def test_the_evidence_of_a_detector_stands_before_the_reason() -> None:
    (finding,) = checked("God I love this song").findings
    assert finding.why == "It says “I”, with no link, hashtag or mention. Because."


@pytest.mark.parametrize(
    "text",
    [
        "fuck " * 13_000,
        "Halcyon Bank case study " * 2_600,
        "+447700900123 " * 4_600,
        '"I am" ' * 9_000,
        "sk-" * 20_000,
        "f*" * 32_000,
        "a@" * 32_000,
        "s h i t " * 8_000,
        "." * 65_000,
        "\ud83d" * 20_000,
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_the_longest_text_takes_no_longer_than_a_blink(text: str) -> None:
    began = thread_time()  # what others do on a busy machine is not counted
    report = checked(text, "ambassador")
    assert thread_time() - began < 1.5
    assert len(report.findings) <= 200


def test_a_check_never_raises_and_every_span_cuts_its_match() -> None:
    text = "😀 \ud800 fu\u200bck \U0010ffff ﷺ jane@example.com 4111 1111 1111 1111"
    units = text.encode("utf-16-le", "surrogatepass")
    findings = checked(text).findings
    assert len(findings) == 3
    for finding in findings:
        start, end = finding.span
        assert units[2 * start : 2 * end] == finding.match.encode("utf-16-le")
