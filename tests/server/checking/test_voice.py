"""The voice of an account: counts of what its posts show, never the posts."""

from __future__ import annotations

from server.checking.speaker import Voice
from server.checking.voice import is_usual, observe


def test_posts_are_counted_by_what_they_show() -> None:
    posts = [
        "I love it",
        "omg my cat",
        "Our report is out https://example.com",
        "what a shit day #monday",
        "",
    ]
    assert observe(posts) == Voice(
        posts=5, first_person=2, text_speak=1, swearing=1, no_link_tag_or_mention=3
    )


def test_nothing_learned_is_nothing_usual() -> None:
    assert observe([]) == Voice()
    assert not is_usual(0, Voice())


def test_a_small_i_counts_only_as_a_word_of_english() -> None:
    assert observe(["i am so tired", "God fart i salget", "i.e. this one"]).first_person == 1
