"""Links: web addresses as people and programs write them."""

from __future__ import annotations

import pytest

from .finding import cut


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://halden.example/news.", ["https://halden.example/news"]),
        ("(www.halden.example)", ["www.halden.example"]),
        ("halden.com and bit.ly/3xY", ["halden.com", "bit.ly/3xY"]),
        ("forum.halden.example/t/12!", ["forum.halden.example/t/12"]),
        ("HTTP://HALDEN.COM/A", ["HTTP://HALDEN.COM/A"]),
        ("ｈttps://halden.com", ["ｈttps://halden.com"]),
    ],
)
def test_an_address_is_cut_without_the_sign_that_ends_its_sentence(text: str, links: list[str]) -> None:
    assert cut("any link", text) == links


@pytest.mark.parametrize(
    "text",
    [
        "Write to press@halden.com",
        "It ends.Be careful with and/or, 3.5/4",
        "e.g. this, version 2.0, Node.js",
        "An ordinary sentence.",
    ],
)
def test_mailboxes_and_missing_spaces_are_no_links(text: str) -> None:
    assert cut("any link", text) == []
