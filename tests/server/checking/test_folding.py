"""Folding: how a text reads, and the way back to what was typed."""

from __future__ import annotations

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.checking.draft import Draft
from server.checking.folding import fold

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("FUN", "fun"),
        ("ｆｕｎ", "fun"),
        ("𝐍𝐞𝐰 𝓅𝑜𝓈𝓉", "new post"),
        ("🅵🆄🅽 ⓕⓤⓝ ⒡⒰⒩", "fun fun fun"),
        ("рауment", "payment"),
        ("αβουτ", "about"),
        ("Ηalcyon Μotors ΝΥ Ζoo", "halcyon motors ny zoo"),
        ("Café, naïve, Škoda", "cafe, naive, skoda"),
        ("Straße", "strasse"),
        ("fu\u200bn f\u00adun f\u202eun fu\ufe0fn f\u034fun", "fun fun fun fun fun"),
        ("1️⃣２٣", "123"),
        ("ﬁne", "fine"),
        ("it’s", "it's"),
    ],
)
def test_a_disguised_text_folds_to_what_it_looks_like(typed: str, read: str) -> None:
    assert fold(typed).text == read


def test_vowel_signs_of_other_scripts_stay() -> None:
    assert fold("हिन्दी").text == "हिन्दी"


@given(ANY_TEXT)
def test_every_folded_character_leads_back_to_one_place(text: str) -> None:
    folded = fold(text)
    spans = [folded.origin(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert len(folded.text) <= 4 * len(text)


@given(ANY_TEXT, ANY_TEXT)
def test_what_stands_before_does_not_change_what_is_cut_out(before: str, after: str) -> None:
    folded = fold(f"{before} falcon {after}")
    at = folded.text.index("falcon", len(fold(before + " ").text))
    start, end = folded.origin(at, at + len("falcon"))
    assert (before + " ")[:start] == before + " "
    assert f"{before} falcon {after}"[start:end].startswith("falcon")


@given(ANY_TEXT)
def test_folding_what_is_folded_changes_nothing_in_latin_letters(text: str) -> None:
    once = "".join(character for character in fold(text).text if character.isascii())
    assert fold(once).text == once


@given(ANY_TEXT, st.integers(0, 200), st.integers(0, 200))
def test_utf16_spans_cut_what_code_points_cut(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    units = text.encode("utf-16-le", "surrogatepass")
    first, last = Draft(text).utf16(start, end)
    assert units[2 * first : 2 * last] == text[start:end].encode("utf-16-le", "surrogatepass")


@pytest.mark.parametrize("plane", range(17))
def test_every_plane_of_unicode_folds(plane: int) -> None:
    text = "".join(map(chr, range(plane << 16, (plane << 16) + 0x10000, 7)))
    folded = fold(text)
    assert folded.origin(0, len(folded.text))[1] <= len(text)


def test_an_accent_belongs_to_the_letter_that_it_changes() -> None:
    text = unicodedata.normalize("NFD", "füçk")
    folded = fold(text)
    assert folded.text == "fuck"
    assert folded.origin(0, 4) == (0, len(text))


def test_an_unseen_character_behind_a_word_is_no_part_of_it() -> None:
    assert fold("fun\u200b").origin(0, 3) == (0, 3)


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "\ufdfa" * 21_845, "a" + "\u0301\u0327" * 100_000, "\ud83d" * 20_000, "😀" * 16_000],
    ids=["one letter", "U+FDFA", "combining marks", "lone surrogates", "emoji"],
)
def test_time_grows_with_the_length_alone(text: str) -> None:
    began = perf_counter()
    fold(text)
    assert perf_counter() - began < 1
