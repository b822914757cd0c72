"""What a change does to real posts: exactly what it says, and nothing else."""

from __future__ import annotations

import pytest

from server.checking.engine import CompiledPolicy, compile_policy
from server.checking.report import Kind
from server.policy.document import read_policy
from server.policy.effect import effect, harmless, incidents, posts

from .documents import SOUND, spoiled


def policy(document: str = SOUND) -> CompiledPolicy:
    return compile_policy(read_policy(document))


def looking_for(words: str) -> CompiledPolicy:
    return policy(spoiled("Halcyon Bank; Project Falcon", f"Halcyon Bank; Project Falcon; {words}"))


def test_a_policy_changes_nothing_about_itself() -> None:
    assert effect(policy(), policy()).changed == ()
    assert effect(policy(), policy()).posts == len(posts())


@pytest.mark.parametrize("words", ["coffee", "Pfizer", "results", "scones"])
def test_a_phrase_changes_exactly_the_posts_that_hold_it(words: str) -> None:
    changed = effect(policy(), looking_for(words)).changed
    holding = [post.text for post in posts() if words.casefold() in post.text.casefold()]
    assert [one.text for one in changed] == holding != []
    assert {(one.before, one.after, one.rules) for one in changed} == {("clear", "confirm", ("CONF-3",))}


def test_on_a_personal_account_it_is_a_note() -> None:
    changed = effect(policy(), looking_for("Vita")).changed
    assert [(one.organisation, one.kind, one.after) for one in changed] == [
        ("Deutsch LA", "personal", "note")
    ] * 4


def test_a_rule_taken_out_is_named_for_the_posts_that_it_lets_go() -> None:
    quiet = SOUND[: SOUND.index("### VOICE-1")] + SOUND[SOUND.index("## 3. Signature") :]
    changed = effect(policy(), policy(quiet)).changed
    assert {one.organisation for one in changed} >= {"Chrysler", "StubHub"}
    assert {(one.after, one.rules) for one in changed} == {("clear", ("VOICE-1",))}
    back = effect(policy(quiet), policy()).changed
    assert [(one.text, one.after, one.before, one.rules) for one in back] == [
        (one.text, one.before, one.after, one.rules) for one in changed
    ]


def test_a_post_that_is_stopped_anyway_is_not_changed_by_a_milder_rule() -> None:
    changed = effect(policy(), looking_for("motorcity; coffee")).changed
    assert "Chrysler" not in {one.organisation for one in changed}


def test_a_rule_of_one_site_touches_only_posts_of_that_site() -> None:
    everywhere = spoiled("Halcyon Bank; Project Falcon", "Windows 8; coffee")
    here = everywhere.replace("- **Looks for:** Windows", "- **Sites:** LinkedIn\n- **Looks for:** Windows")
    assert [one.organisation for one in effect(policy(), policy(here)).changed] == ["Microsoft Research"]


def test_two_runs_say_the_same() -> None:
    before, after = policy(), looking_for("data; key")
    assert effect(before, after) == effect(before, after)


def test_every_bundled_post_is_whole() -> None:
    kinds: set[Kind] = {"company", "personal"}
    assert (len(harmless()), len(incidents())) == (85, 51)
    assert {post.kind for post in posts()} == kinds
    assert all(post.text.strip() and post.organisation and post.site for post in posts())
    assert {post.year for post in posts()} <= {None, *range(2009, 2021)}
