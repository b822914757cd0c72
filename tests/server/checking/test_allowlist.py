"""Addresses by host and path, numbers by their digits."""

from __future__ import annotations

from time import thread_time

import pytest

from server.checking.allowlist import Allowlist
from server.checking.draft import Draft


def cut(entry: str, text: str) -> list[str]:
    return [text[start:end] for start, end in Allowlist([entry]).spans(Draft(text))]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("halden.example/news", "https://halden.example/news"),
        ("halden.example/news", "https://www.halden.example/news/2026?x=1"),
        ("halden.example", "https://press.halden.example/a"),
        ("https://www.Halden.example/", "HTTPS://HALDEN.EXAMPLE:443/b"),
        ("halden.com", "halden.com"),
    ],
)
def test_an_address_at_or_below_an_entry_is_of_it(entry: str, text: str) -> None:
    assert cut(entry, text) == [text]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("halden.example/news", "https://halden.example/newsroom"),
        ("halden.example/news", "https://halden.example/"),
        ("halden.example/news", "https://halden.example/news/../private"),
        ("halden.example/news", "https://halden.example/news/%2E%2E/private"),
        ("halden.example/news", "https://halden.example?x=/news"),
        ("press.halden.example", "https://halden.example/"),
        ("halden.example", "https://nothalden.example/"),
        ("halden.example", "https://halden.example.evil.example/"),
        ("halden.example", "https://halden.example@evil.example/"),
        ("halden.example", "https://evil.example\\@halden.example/"),
        ("halden.example", "https://evil.example/halden.example"),
    ],
)
def test_an_address_that_only_looks_like_an_entry_is_not(entry: str, text: str) -> None:
    assert cut(entry, text) == []


@pytest.mark.parametrize(
    ("entry", "text", "found"),
    [
        ("+49 30 1234567", "Call 030 1234567 now", "030 1234567"),
        ("+49 30 1234567", "+49 (0)30 123 45 67", "+49 (0)30 123 45 67"),
        ("030 1234567", "0049 30 1234567", "0049 30 1234567"),
        ("555-123-4567", "+1 (555) 123-4567", "+1 (555) 123-4567"),
        ("+44 20 7946 0000", "(020) 7946 0000", "(020) 7946 0000"),
        ("0800 123 456", "0800123456", "0800123456"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(entry: str, text: str, found: str) -> None:
    assert cut(entry, text) == [found]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("+49 30 1234567", "040 1234567"),
        ("+49 30 1234567", "+43 30 1234567"),
        ("+49 30 1234567", "030 1234568"),
        ("+49 30 1234567", "030 12345678"),
        ("12345", "12345"),
    ],
)
def test_another_number_is_another(entry: str, text: str) -> None:
    assert cut(entry, text) == []


def test_words_make_no_allowlist() -> None:
    assert not Allowlist(["case study", "as announced", "24/7", "press@halden.example"])


def test_a_row_of_labels_that_is_no_host_is_not_looked_up_label_by_label() -> None:
    began = thread_time()
    assert cut("halden.com", "www." * 16_000 + "halden.com") == []
    assert thread_time() - began < 0.5
