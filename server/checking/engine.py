"""The check: a draft, the account it would leave from, and a compiled policy in; a report out.

A policy is compiled once, when it is loaded, into a value that never changes: a check takes no lock, and
whoever swaps the policy swaps the whole of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter_ns
from typing import NamedTuple

from .detectors import DETECTORS, Detector, Hit
from .draft import Draft
from .listed import listed
from .phrases import PhraseIndex
from .protected import is_silent
from .report import Category, Finding, Kind, NotChecked, Report, Weight, rank
from .rules import Policy, Rule, Sought
from .speaker import Speaker

SITES = listed(
    """
    x linkedin facebook instagram threads bluesky mastodon reddit tiktok youtube tumblr pinterest
    hackernews practice
    """
)
SURFACES = listed("post reply quote repost thread edit comment message schedule")

_OTHER_SITE = re.compile(
    r"other:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::[0-9]{1,5})?"
)
_LONGEST_SITE = 260
_ANSWERS = frozenset({"reply", "comment", "message"})
"""Where a company's own people say "I" and link nothing, many times a day."""
_LONGEST_NAMED = 40
_MOST_FINDINGS = 200
"""Of one text, heaviest first: a page can't mark more, and nobody reads them."""

_KINDS: tuple[Kind, ...] = ("company", "ambassador", "personal")


class _Looked(NamedTuple):
    """What a phrase of the index stands for: its rule's place in the policy, searched for or excusing."""

    rule: int
    excuses: bool


@dataclass(frozen=True, slots=True)
class _Speaking:
    """What speaks on one kind of account: rules' weights by place, and the detectors that they ask for."""

    weights: dict[int, Weight]
    detectors: tuple[tuple[Detector, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """A policy made ready for checks: one index over all phrases, its rules sorted by kind of account."""

    policy: Policy
    _phrases: PhraseIndex[_Looked]
    _kinds: dict[Kind, _Speaking]


class _Raised(NamedTuple):
    """A finding before it has words: the rule, its weight here, and the span in code points of the text."""

    rule: Rule
    weight: Weight
    start: int
    end: int
    evidence: str


def compile_policy(policy: Policy) -> CompiledPolicy:
    """Make a policy ready, once per load. What its detectors have to load begins to load here."""
    phrases = [
        (phrase, _Looked(at, excuses))
        for at, rule in enumerate(policy.rules)
        for listed, excuses in (
            ([sought.words for sought in rule.looks_for if sought.kind == "phrase"], False),
            (rule.unless, True),
        )
        for phrase in listed
    ]
    speaking = {kind: _speaking(policy, kind) for kind in _KINDS}
    for kind in _KINDS:
        for detector, _ in speaking[kind].detectors:
            detector.ready()
    return CompiledPolicy(policy, PhraseIndex(phrases), speaking)


def check(  # noqa: PLR0913 - a draft has this many sides, each named
    text: str,
    parts: Sequence[str],
    speaker: Speaker,
    policy: CompiledPolicy,
    *,
    site: str = "",
    surface: str = "post",
) -> Report:
    """Check a draft and the other texts of its post.

    Args:
        text: the post itself.
        parts: titles, warnings, poll options, picture texts; a finding there carries the part's index.
        speaker: the account it would leave from; an unknown one is checked as a company's.
        policy: the policy in force.
        site: a site id of the contract, ``other:HOST``, or "" where none was given.
        surface: a surface of the contract. Unknown sites and surfaces are named in ``not_checked``.
    """
    began = perf_counter_ns()
    speaking = policy._kinds[speaker.checked_as]
    findings: list[Finding] = []
    for part, written in enumerate((text, *parts), start=-1):
        if written:
            draft = Draft(written)
            raised = list(_raised(draft, speaker, policy, speaking, surface, is_part=part >= 0))
            findings += [_finding(draft, one, part if part >= 0 else None) for one in _merged(raised)]
    findings.sort(key=lambda one: (-rank(one.weight), -1 if one.part is None else one.part, one.span))
    return Report(
        verdict=findings[0].weight if findings else "clear",
        findings=tuple(findings),
        not_checked=(*_strangers(site, surface), *_not_ready(policy.policy, speaking)),
        took_us=(perf_counter_ns() - began) // 1000,
    )


def is_site(site: str) -> bool:
    """Whether this is a site id of the contract, or ``other:HOST``."""
    return site in SITES or (len(site) <= _LONGEST_SITE and _OTHER_SITE.fullmatch(site) is not None)


def _speaking(policy: Policy, kind: Kind) -> _Speaking:
    weights = {at: _weight_on(rule, kind) for at, rule in enumerate(policy.rules) if kind in rule.kinds}
    detectors = (
        (
            detector,
            tuple(at for at in weights if Sought("detector", detector.name) in policy.rules[at].looks_for),
        )
        for detector in DETECTORS
    )
    return _Speaking(weights, tuple((detector, asked) for detector, asked in detectors if asked))


def _weight_on(rule: Rule, kind: Kind) -> Weight:
    """On a personal account a rule only notes; a secret, which harms wherever it stands, is asked about."""
    if kind != "personal":
        return rule.weight
    return _milder(rule.weight, "confirm" if rule.category == "secret" else "note")


def _milder(one: Weight, other: Weight) -> Weight:
    return min(one, other, key=rank)


def _raised(  # noqa: PLR0913 - one draft, and everything that decides who may speak about it
    draft: Draft,
    speaker: Speaker,
    policy: CompiledPolicy,
    speaking: _Speaking,
    surface: str,
    *,
    is_part: bool,
) -> Iterator[_Raised]:
    rules, kind = policy.policy.rules, speaker.checked_as
    excuses: dict[int, list[tuple[int, int]]] = defaultdict(list)
    hits: list[tuple[int, Hit]] = []
    for found in set(policy._phrases.find(draft)):
        at = found.payload.rule
        if at in speaking.weights:
            span = draft.origin(found.start, found.end)
            if found.payload.excuses:
                excuses[at].append(span)
            else:
                hits.append((at, Hit(*span)))
    for detector, asked in speaking.detectors:
        if not (is_part and detector.whole_post):
            found_here = detector.find(draft, speaker)
            hits.extend((at, hit) for at in asked for hit in found_here)
    for spans in excuses.values():
        spans.sort()
    for at, hit in hits:
        rule = rules[at]
        if is_silent(rule.category, kind, draft) or _is_excused(hit, excuses.get(at, ()), draft):
            continue
        weight = _milder(speaking.weights[at], hit.at_most)
        if rule.category == "wrong-account" and surface in _ANSWERS:
            weight = _milder(weight, "note")
        yield _Raised(rule, weight, hit.start, hit.end, hit.evidence)


def _is_excused(hit: Hit, excuses: Sequence[tuple[int, int]], draft: Draft) -> bool:
    """Whether the same sentence says what the rule takes as an excuse."""
    if not excuses:
        return False
    start, end = draft.sentence_around(hit.start, hit.end)
    first = bisect_left(excuses, (start, start))
    return first < len(excuses) and excuses[first][1] <= end


def _merged(raised: list[_Raised]) -> list[_Raised]:
    """One finding where several of a category overlap: the strongest, or else the longest."""
    raised.sort(key=lambda one: (-rank(one.weight), one.start - one.end, one.start))
    taken: dict[Category, list[tuple[int, int]]] = defaultdict(list)
    kept: list[_Raised] = []
    for one in raised:
        spans = taken[one.rule.category]
        after = bisect_left(spans, (one.end, 0))
        if not after or spans[after - 1][1] <= one.start:
            insort(spans, (one.start, one.end))
            kept.append(one)
    return kept[:_MOST_FINDINGS]


def _finding(draft: Draft, one: _Raised, part: int | None) -> Finding:
    rule = one.rule
    return Finding(
        rule=rule.id,
        category=rule.category,
        weight=one.weight,
        span=draft.utf16(one.start, one.end),
        match=draft.text[one.start : one.end],
        title=rule.title,
        why=f"{one.evidence} {rule.why}" if one.evidence else rule.why,
        instead=rule.instead,
        consequence=rule.consequence,
        section=rule.section,
        part=part,
    )


def _strangers(site: str, surface: str) -> Iterator[NotChecked]:
    if site and not is_site(site):
        why = f"“{site[:_LONGEST_NAMED]}” is not a site we know. The strictest rules were used."
        yield NotChecked("site", why)
    if surface not in SURFACES:
        why = f"“{surface[:_LONGEST_NAMED]}” is not a place we know. The strictest rules were used."
        yield NotChecked("surface", why)


def _not_ready(policy: Policy, speaking: _Speaking) -> Iterator[NotChecked]:
    for detector, asked in speaking.detectors:
        why = detector.ready()
        if why is not None:
            yield from (NotChecked(policy.rules[at].id, why) for at in asked)
