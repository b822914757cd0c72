"""What a change of the policy would do: real posts, checked under the document before and after it.

An author sees what a rule means only on posts that somebody wrote: 85 ordinary ones of companies, half of
them tricky, and 51 that became an embarrassment. Both were compiled for this project from public reports and
ship with it, each with its organisation and, where it is known, its year.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from server.checking.detectors import warm_up
from server.checking.engine import CompiledPolicy, check
from server.checking.report import Kind, Report, Verdict, rank
from server.checking.speaker import Speaker

_FOLDER = Path(__file__).parent / "posts"

_PATIENCE_SECONDS = 20.0
"""For what detectors load, once: a tone that is judged in only one half would look like the change’s work."""


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A real post: its text, the kind and site of the account it left from, whose it was, and when.

    ``year`` is None where no report gives it.
    """

    text: str
    kind: Kind
    site: str
    organisation: str
    year: int | None


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A post whose verdict the change alters.

    ``rules`` names those that make the difference: the ones that hold it now, or that did before.
    """

    text: str
    kind: Kind
    organisation: str
    year: int | None
    before: Verdict
    after: Verdict
    rules: tuple[str, ...]


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """How many posts were looked at, and those whose verdict is another one, in their order."""

    posts: int
    changed: tuple[Changed, ...]


@cache
def harmless() -> tuple[Post, ...]:
    """Ordinary posts of companies, which every policy should leave alone; read when somebody first asks."""
    return _read("harmless")


@cache
def incidents() -> tuple[Post, ...]:
    """Posts that embarrassed somebody. About a fifth show nothing of it in their words."""
    return _read("incidents")


def posts() -> tuple[Post, ...]:
    """All bundled posts, harmless ones first."""
    return harmless() + incidents()


def effect(before: CompiledPolicy, after: CompiledPolicy) -> Effect:
    """Check every bundled post under both policies, as an account whose own voice is not known yet.

    A rule for named accounts counts for all of them: the posts stand in for those of its accounts.
    """
    warm_up(_PATIENCE_SECONDS)
    changed = (_changed(post, _report(post, before), _report(post, after)) for post in posts())
    return Effect(posts=len(posts()), changed=tuple(one for one in changed if one is not None))


def _report(post: Post, policy: CompiledPolicy) -> Report:
    return check(post.text, (), Speaker(kind=post.kind), policy, site=post.site)


def _changed(post: Post, before: Report, after: Report) -> Changed | None:
    if before.verdict == after.verdict:
        return None
    heavier = max(before, after, key=lambda report: rank(report.verdict))
    return Changed(
        text=post.text,
        kind=post.kind,
        organisation=post.organisation,
        year=post.year,
        before=before.verdict,
        after=after.verdict,
        rules=tuple(dict.fromkeys(one.rule for one in heavier.findings if one.weight == heavier.verdict)),
    )


def _read(name: str) -> tuple[Post, ...]:
    return msgspec.json.decode((_FOLDER / f"{name}.json").read_bytes(), type=tuple[Post, ...])
