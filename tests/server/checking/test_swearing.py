"""Swearing: every disguise is found, with exactly what was typed; innocent words are left in peace."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.checking.draft import Draft
from server.checking.swearing import swearing
from server.checking.swearwords import read_swearwords

DISGUISES = [
    *(
        "fuck",
        "FUCK",
        "f ** king",
        "f**king",
        "f*ck",
        "f**k",
        "f.u.c.k",
        "f u c k",
        "f-u_c.k",
        "ｆｕｃｋ",
        "fu\u200bck",
    ),
    *(
        "fück",
        "phuck",
        "fuuuuck",
        "f@ck",
        "sh!t",
        "$h!+",
        "5h1t",
        "b!+(h",
        "(un+",
        "@$$hole",
        "fυcκ",
        "сrар",
        "соск",
    ),
    *(
        "🅵🆄🅲🅺",
        "𝖋𝖚𝖈𝖐",
        "ⓕⓤⓒⓚ",
        "kcuf",
        "fu ck",
        "f***",
        "s***",
        "f-ing",
        "fuckin'",
        "f\u0338u\u0338c\u0338k\u0338",
        "🖕",
    ),
    *(
        "motherf**ker",
        "c***sucker",
        "a***hole",
        "bullsh1t",
        "SHIIIIT",
        "t w a t",
        "d-o_u.c~h-e_b.a~g",
        "w@nk€r",
        "f🔥ck",
        "sh💩t",
        "f/u/c/k",
        "f[u]ck",
        "b/i/t/c/h",
    ),
]
"""The last letter of a quoted word and a mark behind it are not a part of it."""


@pytest.mark.parametrize("typed", DISGUISES)
@pytest.mark.parametrize("before", ["What a ", "😀😀 so ", "“", ""])
@pytest.mark.parametrize("after", [" day", ", really", ""])
def test_a_disguise_is_found_exactly_where_it_was_typed(typed: str, before: str, after: str) -> None:
    text = before + typed + after
    (found,) = swearing(Draft(text))
    assert text[found.start : found.end] == typed.rstrip("'")


@pytest.mark.parametrize(
    "tag", ["#whatthefuck", "#ThisIsShit", "#TotalBullshit", "#fuck2016", "absofuckinglutely"]
)
def test_joined_words_are_read(tag: str) -> None:
    assert len(swearing(Draft(f"Well {tag} then"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Our Scunthorpe branch serves cocktail sausages and shiitake.",
        "Charles Dickens, Alfred Hitchcock and Emily Dickinson met in Essex.",
        "Moby Dick is on tonight. Andy Dick reads it.",
        "Dick Van Dyke and Dick’s Sporting Goods",
        "The roadshow stops in Dildo, Twatt, Cockermouth and Penistone.",
        "Was steph there? Finish it, push it, class hit, who reads?",
        "The pen is mightier than the sword.",
        "H A P P Y   F R I D A Y",
        "Reply A.S.A.P. about F.U.E.L. and W.H.O.",
        "U S A and U K stores open late",
        "**SALE** ends tonight, 5***** by 2,000 guests",
        "2 ** 10 = 1024 and f(x) = x^2 + 1",
        "Flight BA55 took the A55 to B17",
        "Sh*p now at A&S, R&D, B&Q and AT&T",
        "(rap music) and (lit)",
        "A blue tit? Great tits and blue tits at the feeder!",
        "Cum laude graduates. Ass. Prof. Jane Doe joins.",
        "Le train est en retard. Slutspurt på rean!",
        "Spotted dick with custard, cock-a-leekie soup",
        "A chink in the armour, a Maine Coon, spic and span",
        "Я читаю сосок и рака в книге",
        "https://t.co/Fuck5 @fuckjerry wins https://example.com/tits",
        "Sooooo coooool stuff, ftw!",
        "C0VID-19 update for L33t coders",
        "jane.doe+ass@example.com",
        "Great🎉fun, as/is, who’re you, he’ll, C🎉🎉L, 1/as/s",
        "Sniggering raccoons in the embassy of Sussex",
    ],
)
def test_innocent_words_are_left_in_peace(text: str) -> None:
    assert [text[one.start : one.end] for one in swearing(Draft(text))] == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("damn good coffee", "mild"),
        ("what the hell is that", "mild"),
        ("this cr@p again", "mild"),
        ("my arse", "middling"),
        ("a d*ck move", "middling"),
        ("shit happens", "strong"),
        ("f ** king", "strong"),
        ("you r3t4rd", "slur"),
    ],
)
def test_words_weigh_what_they_weigh(text: str, level: str) -> None:
    assert [one.level for one in swearing(Draft(text))] == [level]


def test_hell_in_a_name_is_no_swearing() -> None:
    assert swearing(Draft("Hell’s Kitchen and Hell in Norway")) == ()


@given(st.text(st.sampled_from("fuck*@#$! .-_sh1t()+|aс\u200b😀\u0301'\n5"), max_size=80))
def test_any_row_of_marks_gives_ordered_spans(text: str) -> None:
    found = swearing(Draft(text))
    spans = [(one.start, one.end) for one in found]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_the_word_list_says_each_word_once() -> None:
    lists = read_swearwords()
    assert not set(lists.phrases) & set(lists.peace)
    assert set(lists.masked.values()) <= set(lists.words)
    assert lists.names <= set(lists.words)
