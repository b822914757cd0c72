"""Drafts: words, links and sentences, each with its place."""

from __future__ import annotations

import pytest

from server.checking.draft import Draft


def test_words_are_cut_where_a_reader_cuts_them() -> None:
    assert [word.text for word in Draft("Don't stop, 機密 #NoWay2").words] == [
        "don",
        "t",
        "stop",
        "機",
        "密",
        "noway2",
    ]


@pytest.mark.parametrize("link", ["https://t.co/Cum5", "www.example.org/x", "bit.ly/tits", "example.co.uk"])
def test_web_addresses_are_known(link: str) -> None:
    draft = Draft(f"See {link} today")
    assert list(draft.links) == [(4, 4 + len(link))]


def test_an_abbreviation_is_no_web_address() -> None:
    assert not Draft("e.g. this. Or that...").links


def test_a_sentence_ends_at_its_mark_and_not_at_a_decimal() -> None:
    text = "It cost 3.5 million. Really! “Yes.” Then"
    draft = Draft(text)
    assert [text[slice(*draft.sentence_around(at, at + 1))].strip() for at in (0, 22, 30, 37)] == [
        "It cost 3.5 million.",
        "Really!",
        "“Yes.”",
        "Then",
    ]


def test_what_is_worked_out_is_worked_out_once() -> None:
    calls: list[Draft] = []
    draft = Draft("x")
    assert [draft.once("length", lambda one: calls.append(one) or len(one.text)) for _ in range(3)] == [
        1,
        1,
        1,
    ]
    assert calls == [draft]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Halden Inc. made it. Good.", ["Halden Inc. made it.", "Good."]),
        ("We left Halden Inc. Good.", ["We left Halden Inc.", "Good."]),
        ("Halden Inc. Q3 made $4m", ["Halden Inc. Q3 made $4m"]),
        ("Halden S.A. made $5m on Jan. 5 too", ["Halden S.A. made $5m on Jan. 5 too"]),
        ("Dr. Jo and Mr. Ray, e.g. at 5 p.m. or so", ["Dr. Jo and Mr. Ray, e.g. at 5 p.m. or so"]),
        ("It is No. 5. Is it? No. 5 is me", ["It is No. 5.", "Is it?", "No. 5 is me"]),
        ("Is it? No. We sleep.", ["Is it?", "No.", "We sleep."]),
        ("Dr.\nJo", ["Dr.", "Jo"]),
    ],
)
def test_a_shortened_word_ends_no_sentence(text: str, sentences: list[str]) -> None:
    draft = Draft(text)
    starts = (0, *draft.sentence_ends)
    assert [
        text[start:end].strip() for start, end in zip(starts, draft.sentence_ends, strict=False)
    ] == sentences


def test_words_are_counted_between_places_of_the_text_as_typed() -> None:
    draft = Draft("ﬁve 😀 wo\u200brds here, now")
    assert draft.words_between(0, len(draft.text)) == 4
    assert draft.words_between(3, 6) == 0
