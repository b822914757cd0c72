"""The check: a draft, the account it would leave from, and a compiled policy in; a report out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter_ns
from typing import NamedTuple

from .circumstances import Circumstances, judged
from .compiled import ByNear, CompiledPolicy, Looking, compile_policy, milder
from .detectors import Hit
from .draft import Draft
from .merging import Raised, merged
from .patterns import search_all
from .places import SITES, SURFACES, is_site
from .protected import is_silent
from .report import Category, Finding, NotChecked, Report, rank
from .rules import Rule
from .scanned import Scanned
from .scope import Place, applies
from .speaker import Speaker

_ANSWERS = frozenset({"reply", "comment", "message"})
"""Where a company's own people say "I" and link nothing, many times a day."""
_LONGEST_NAMED = 40
_OUT_OF_TIME = "Its pattern took too long on this text."


def check(  # noqa: PLR0913 - a draft has this many sides, each named
    text: str,
    parts: Sequence[str],
    speaker: Speaker,
    policy: CompiledPolicy,
    *,
    site: str = "",
    surface: str = "post",
    circumstances: Circumstances | None = None,
) -> Report:
    """Check a draft and the other texts of its post.

    Args:
        text: the post itself.
        parts: titles, warnings, poll options, picture texts; a finding there carries the part's index.
        speaker: the account it would leave from; an unknown one is checked as a company's.
        policy: the policy in force.
        site: a site id of the contract, ``other:HOST``, or "" where none was given.
        surface: a surface of the contract. Unknown sites and surfaces are named in ``not_checked``.
        circumstances: the time, and whether the policy is signed; None where neither is judged.
    """
    began = perf_counter_ns()
    post = _Post(policy, Place(speaker, site, surface))
    for part, written in enumerate((text, *parts), start=-1):
        if written:
            post.texts.append(Scanned(Draft(written), part if part >= 0 else None, policy))
    findings = [finding for scanned in post.texts for finding in post.findings(scanned)]
    if circumstances is not None:
        findings += judged(circumstances, speaker, policy.policy)
    findings.sort(key=lambda one: (-rank(one.weight), -1 if one.part is None else one.part, one.span))
    return Report(
        verdict=findings[0].weight if findings else "clear",
        findings=tuple(findings),
        not_checked=tuple(dict.fromkeys((*_strangers(site, surface), *post.not_ready(), *post.out_of_time))),
        took_us=(perf_counter_ns() - began) // 1000,
    )


class _Found(NamedTuple):
    """A hit, and who looked for it."""

    by: Looking
    hit: Hit


class _Post:
    """All texts of one post, and the rules that speak about it."""

    def __init__(self, policy: CompiledPolicy, place: Place) -> None:
        self._policy = policy
        self._place = place
        self._kind = place.speaker.checked_as
        self._weights = policy.weights[self._kind]
        self._in_force: dict[int, bool] = {}
        self._excused: dict[int, bool] = {}
        self._silent: dict[Category, bool] = {}
        self.texts: list[Scanned] = []
        self.out_of_time: list[NotChecked] = []

    def findings(self, scanned: Scanned) -> Iterator[Finding]:
        """What one text breaks, one finding for one thing."""
        raised = [self._raised(found) for found in self._hits(scanned) if self._counts(found, scanned)]
        return (_finding(scanned, one) for one in merged(raised))

    def not_ready(self) -> Iterator[NotChecked]:
        """The rules whose detectors can't look yet."""
        for detector, by_near in self._policy.detectors:
            why = detector.ready()
            if why is not None:
                asking = (by for looking in by_near.values() for by in self._in_force_of(looking))
                yield from (NotChecked(self._rule(by).id, why) for by in asking)

    def _rule(self, by: Looking) -> Rule:
        return self._policy.rules[by.rule].rule

    def _asking(self, by_near: ByNear, scanned: Scanned) -> list[Looking]:
        """Who looks for a thing in this text; nobody does for what must stand near something absent."""
        return [
            by
            for near, looking in by_near.items()
            if near is None or near in scanned.found
            for by in self._in_force_of(looking)
        ]

    def _in_force_of(self, looking: Iterable[Looking]) -> list[Looking]:
        return [by for by in looking if self._is_in_force(by.rule)]

    def _is_in_force(self, at: int) -> bool:
        known = self._in_force.get(at)
        if known is None:
            known = at in self._weights and applies(self._policy.rules[at].rule, self._place)
            self._in_force[at] = known
        return known

    def _hits(self, scanned: Scanned) -> Iterator[_Found]:
        for thing in scanned.found:
            for by in self._in_force_of(self._policy.looking.get(thing, ())):
                yield from (_Found(by, Hit(*span)) for span in set(scanned.found[thing]))
        for detector, by_near in self._policy.detectors:
            if scanned.part is None or not detector.whole_post:
                asking = self._asking(by_near, scanned)
                hits = detector.find(scanned.draft, self._place.speaker) if asking else ()
                yield from (_Found(by, hit) for hit in hits for by in asking)
        if self._policy.patterns:
            yield from self._matches(scanned)

    def _matches(self, scanned: Scanned) -> Iterator[_Found]:
        asked = [(pattern, self._asking(by_near, scanned)) for pattern, by_near in self._policy.patterns]
        asked = [(pattern, asking) for pattern, asking in asked if asking]
        found = search_all([pattern for pattern, _ in asked], scanned.draft.text)
        for (_, asking), spans in zip(asked, found, strict=True):
            if spans is None:
                self.out_of_time += [NotChecked(self._rule(by).id, _OUT_OF_TIME) for by in asking]
            else:
                yield from (_Found(by, Hit(*span)) for span in spans for by in asking)

    def _counts(self, found: _Found, scanned: Scanned) -> bool:
        """Whether nothing speaks for it: protected talk, nothing near, an exception of its rule."""
        (at, near), (start, end, *_) = found
        ready = self._policy.rules[at]
        return not (
            self._is_silent(ready.rule.category)
            or (near is not None and not scanned.is_near(start, end, near))
            or scanned.is_excused(start, end, at, ready)
            or scanned.is_allowed(start, end, at, ready)
            or (ready.unless_post and self._is_excused(at))
        )

    def _is_silent(self, category: Category) -> bool:
        """Whether this post is protected talk to rules of a category."""
        if category not in self._silent:
            self._silent[category] = is_silent(category, self._kind, (one.draft for one in self.texts))
        return self._silent[category]

    def _is_excused(self, at: int) -> bool:
        """Whether the post says anywhere what the rule takes as an excuse for all of it."""
        if at not in self._excused:
            excuses = self._policy.rules[at].unless_post
            self._excused[at] = any(scanned.says(excuses) for scanned in self.texts)
        return self._excused[at]

    def _raised(self, found: _Found) -> Raised:
        by, hit = found
        rule = self._rule(by)
        weight = milder(self._weights[by.rule], hit.at_most)
        if rule.category == "wrong-account" and self._place.surface in _ANSWERS:
            weight = milder(weight, "note")
        return Raised(rule, weight, hit.start, hit.end, hit.evidence)


def _finding(scanned: Scanned, one: Raised) -> Finding:
    rule = one.rule
    return Finding(
        rule=rule.id,
        category=rule.category,
        weight=one.weight,
        span=scanned.draft.utf16(one.start, one.end),
        match=scanned.draft.text[one.start : one.end],
        title=rule.title,
        why=f"{one.evidence} {rule.why}" if one.evidence else rule.why,
        instead=rule.instead,
        consequence=rule.consequence,
        section=rule.section,
        part=scanned.part,
    )


def _strangers(site: str, surface: str) -> Iterator[NotChecked]:
    if site and not is_site(site):
        why = f"“{site[:_LONGEST_NAMED]}” is not a site we know. The strictest rules were used."
        yield NotChecked("site", why)
    if surface not in SURFACES:
        why = f"“{surface[:_LONGEST_NAMED]}” is not a place we know. The strictest rules were used."
        yield NotChecked("surface", why)


__all__ = ["SITES", "SURFACES", "Circumstances", "CompiledPolicy", "check", "compile_policy", "is_site"]
