"""What a document can say about a rule, and what the engine makes of it."""

from __future__ import annotations

from time import thread_time

import pytest
import regex

from server.checking import patterns
from server.checking.engine import CompiledPolicy, check
from server.checking.report import Kind, Report
from server.checking.rules import AccountName, Rule, Sought
from server.checking.speaker import Speaker

from .policies import SECRETS, SWEARING, policy, rule

LISTS = {
    "client names": ("Halcyon Bank", "Northwind"),
    "company names": ("Halden Motors", "Model 3000"),
    "public numbers": ("+49 30 1234567", "+49 800 7654321"),
    "approved links": ("halden.example/news", "docs.halden.example"),
    "published": ("case study", "as announced"),
}


def using(*rules: Rule) -> CompiledPolicy:
    return policy(*rules, lists=LISTS)


def confidential(*sought: Sought, **sides: object) -> Rule:
    return rule("CONF-1", "confidential", "confirm", looks_for=sought, **sides)  # type: ignore[arg-type]  # named sides


def matches(text: str, compiled: CompiledPolicy, *parts: str) -> list[str]:
    return [finding.match for finding in report(text, compiled, *parts).findings]


def report(text: str, compiled: CompiledPolicy, *parts: str, **where: str) -> Report:
    return check(text, parts, Speaker(kind="company", handle="HaldenMotors"), compiled, **where)  # type: ignore[arg-type]  # site, surface


CLIENTS = confidential(Sought("list", "client names"))


def test_a_list_is_looked_for_entry_by_entry() -> None:
    assert matches("We met NORTHWIND and #HalcyonBank.", using(CLIENTS)) == ["NORTHWIND", "HalcyonBank"]


def test_a_lists_name_has_no_case() -> None:
    assert matches("Northwind", using(confidential(Sought("list", "Client Names")))) == ["Northwind"]


def test_a_phrase_is_found_in_all_its_forms_where_asked() -> None:
    compiled = using(confidential(Sought("forms", "lay off"), Sought("phrase", "launch")))
    assert matches("We laid off ten, laying off more; they launched.", compiled) == ["laid off", "laying off"]


def test_a_pattern_finds_the_text_as_typed_in_any_case() -> None:
    compiled = using(confidential(Sought("pattern", r"PRJ-\d{4}")))
    found = report("😀 prj-1234 is late", compiled).findings
    assert [(one.match, one.span) for one in found] == [("prj-1234", (3, 11))]


def test_a_pattern_that_ran_out_of_time_is_named_and_never_passes_silently(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = regex.compile("(a|a)*b", regex.IGNORECASE)
    monkeypatch.setattr("server.checking.compiled.ready_pattern", lambda _: slow)
    compiled = using(confidential(Sought("pattern", "(a|a)*b")), SWEARING)
    answered = report("shit " + "a" * 200 + " b c", compiled, "a" * 200 + " b c")
    assert [(one.rule, one.why) for one in answered.not_checked] == [
        ("CONF-1", "Its pattern took too long on this text.")
    ]
    assert [one.match for one in answered.findings] == ["shit"]
    assert patterns.LONGEST_PATTERN == 200


NEAR = using(confidential(Sought("detector", "any figure", "company names")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Halden Motors made $4.2m last year.", ["$4.2m"]),
        ("A margin of 12% at Halden Motors", ["12%"]),
        ("HALDEN-MOTORS: revenue 4.2m", ["4.2m"]),
        ("Halden Motors is here. Bread costs $4.", []),
        ("Bread costs $4", []),
        ("Halden Motors " + "and then some " * 5 + "$4.2m", []),
        ("Halden Motors Inc. made $4.2m, as Dr. Jo said", ["$4.2m"]),
        ("Our Model 3000 is great", []),
        ("Model 3000 sold 12,500 times", ["12,500"]),
    ],
)
def test_a_thing_counts_only_near_an_entry_of_the_list(text: str, found: list[str]) -> None:
    assert matches(text, NEAR) == found


def test_a_phrase_a_list_and_a_pattern_can_stand_near_something_too() -> None:
    compiled = using(
        confidential(
            Sought("phrase", "merger", "company names"),
            Sought("list", "client names", "company names"),
            Sought("pattern", r"\d+ jobs", "company names"),
        )
    )
    text = "The merger of Halden Motors and Northwind costs 300 jobs. A merger. Northwind. 300 jobs."
    assert matches(text, compiled) == ["merger", "Northwind", "300 jobs"]


def test_the_same_sentence_may_say_an_entry_of_a_list() -> None:
    compiled = using(confidential(Sought("list", "client names"), unless=("{published}", "on stage")))
    assert matches("Our Northwind case study is out.", compiled) == []
    assert matches("Northwind was on stage. Northwind slept.", compiled) == ["Northwind"]


def test_the_post_may_say_it_anywhere_also_in_another_part() -> None:
    compiled = using(confidential(Sought("list", "client names"), unless_post=("#ad", "{published}")))
    assert matches("Northwind is great. Really. #ad", compiled) == []
    assert matches("Northwind is great.", compiled, "Our case study") == []
    assert matches("A new film", compiled, "Northwind") == ["Northwind"]
    assert matches("A new film, as announced", compiled, "Northwind") == []


def test_a_hit_inside_what_is_always_allowed_is_no_finding() -> None:
    compiled = using(
        confidential(Sought("phrase", "Falcon"), always_allowed=("Falcon Heights", "Maltese Falcon"))
    )
    assert matches("From Falcon Heights with the Maltese Falcon", compiled) == []
    assert matches("Falcon, from Falcon Heights", compiled) == ["Falcon"]


PHONES = rule(
    "DATA-1",
    "personal-data",
    "confirm",
    detectors=("any personal phone number",),
    always_allowed=("{public numbers}",),
)


def test_names_inside_a_name_that_is_allowed_hide_it_from_nobody() -> None:
    names = ("Halden Motors Service Center Berlin Mitte", "Motors", "Service", "Center", "Berlin")
    mitte = confidential(Sought("phrase", "Mitte"), always_allowed=names)
    assert matches("Halden Motors Service Center Berlin Mitte is open.", using(mitte)) == []
    assert matches("Berlin Mitte is closed.", using(mitte)) == ["Mitte"]


def test_an_excuse_that_ends_in_the_next_sentence_hides_no_shorter_one() -> None:
    excused = confidential(Sought("phrase", "Falcon"), unless=("as told. It is", "told"))
    assert matches("Falcon is as told. It is late.", using(excused)) == []


def test_a_text_full_of_things_near_each_other_is_answered_at_once() -> None:
    near = policy(confidential(Sought("phrase", "a", "company names")), lists={"company names": ("b",)})
    began = thread_time()
    assert len(report("a b " * 16_000, near).findings) == 200  # the most that one text answers
    assert thread_time() - began < 1.5


def test_a_published_number_is_allowed_however_it_is_written() -> None:
    compiled = using(PHONES)
    assert matches("Call us on 030 1234567, please", compiled) == []
    assert matches("Call us on +49 (0)30 123 45 67", compiled) == []
    assert matches("Call me on 030 7654321", compiled) == ["030 7654321"]


LINKS = rule("LINK-1", "link", "confirm", detectors=("any link",), always_allowed=("{approved links}",))


def test_an_approved_address_is_allowed_at_its_path_and_below() -> None:
    compiled = using(LINKS)
    assert matches("See https://halden.example/news/today and docs.halden.example/a", compiled) == []
    assert matches("See https://halden.example/shop", compiled) == ["https://halden.example/shop"]
    assert matches("https://halden.example@evil.example/news", compiled) == [
        "https://halden.example@evil.example/news"
    ]


def test_an_address_in_the_sentence_can_be_an_excuse() -> None:
    compiled = using(confidential(Sought("list", "client names"), unless=("halden.example/news",)))
    assert matches("Northwind, see https://halden.example/news/1", compiled) == []
    assert matches("Northwind. See https://halden.example/news/1", compiled) == ["Northwind"]


def test_protected_talk_stays_protected_whatever_a_rule_looks_for() -> None:
    compiled = using(confidential(Sought("forms", "strike"), Sought("pattern", "wages?")))
    text = "We go on strike for better wages."
    for kind, heard in (("company", 2), ("ambassador", 0), ("personal", 0)):
        assert len(check(text, (), Speaker(kind=kind), compiled).findings) == heard  # type: ignore[arg-type]  # a kind


@pytest.mark.parametrize(("kind", "weight"), [("company", "stop"), ("personal", "note")])
def test_every_kind_of_thing_is_weighed_by_the_account(kind: Kind, weight: str) -> None:
    compiled = using(rule("LINK-2", "link", "stop", looks_for=(Sought("pattern", "PRJ-1"),)))
    assert check("prj-1", (), Speaker(kind=kind), compiled).verdict == weight


def test_a_rule_speaks_only_in_its_scope() -> None:
    compiled = using(
        rule("A-1", "legal", "confirm", phrases=("Northwind",), sites=frozenset({"x"})),
        rule("A-2", "link", "confirm", phrases=("Northwind",), surfaces=frozenset({"reply"})),
        rule("A-3", "disclosure", "confirm", phrases=("Northwind",), accounts=(AccountName("other"),)),
    )

    def heard(**where: str) -> list[str]:
        return [finding.rule for finding in report("Northwind", compiled, **where).findings]

    assert heard(site="x") == ["A-1"]
    assert heard(site="linkedin", surface="reply") == ["A-2"]
    assert heard(site="linkedin") == []
    assert heard(site="", surface="yell") == ["A-1", "A-2"]


def test_a_detector_out_of_scope_is_not_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    from server.checking.detectors import DETECTORS

    tone = next(detector for detector in DETECTORS if detector.name == "a hostile tone")
    compiled = using(rule("V-1", "tone", "note", detectors=("a hostile tone",), sites=frozenset({"x"})))
    monkeypatch.setattr(tone, "_analyzer", None)
    assert [one.rule for one in report("Hello", compiled, site="x").not_checked] == ["V-1"]
    assert report("Hello", compiled, site="linkedin").not_checked == ()


def test_one_rule_can_be_run_alone_and_anywhere() -> None:
    compiled = using(
        rule("A-1", "legal", "confirm", phrases=("Northwind",)),
        rule("A-2", "link", "confirm", phrases=("Northwind",), sites=frozenset({"linkedin"})),
        SECRETS,
    )
    alone = compiled.alone(1)
    assert [one.rule for one in report("Northwind, password: hunter2", alone, site="x").findings] == ["A-2"]


def test_a_thousand_rules_with_long_lists_cost_a_check_no_more() -> None:
    lists = {f"list {at}": tuple(f"Name{at} Number{one}" for one in range(1_000)) for at in range(20)}
    names = tuple(f"{{{name}}}" for name in lists)
    rules = (
        rule(
            f"CONF-{at}",
            "confidential",
            "confirm",
            looks_for=tuple(Sought("detector", "any figure", name) for name in lists),
            unless=names,
            always_allowed=names,
        )
        for at in range(1_000)
    )
    compiled = policy(*rules, lists=lists)
    text = "An ordinary post about nobody, with nothing in it but $4 and a day in May. " * 4
    began = thread_time()
    assert report(text, compiled).findings == ()
    assert thread_time() - began < 0.2
