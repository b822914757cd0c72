"""A policy made ready for checks, once, when it is loaded: a value that never changes.

A check takes no lock, and whoever swaps the policy swaps the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

import msgspec

from .allowlist import Allowlist
from .detectors import DETECTORS, Detector
from .forms import forms
from .patterns import ready_pattern
from .pause import without_collector
from .phrases import PhraseIndex
from .report import Kind, Weight, rank
from .rules import Policy, Rule

_Key = TypeVar("_Key")
_Of = TypeVar("_Of")

_KINDS: tuple[Kind, ...] = ("company", "ambassador", "personal")

_ANYWHERE: dict[str, Any] = {"sites": frozenset(), "surfaces": frozenset(), "accounts": ()}


class Looking(NamedTuple):
    """Who looks for a thing: a rule by its place, and the list that must stand near, by its number."""

    rule: int
    near: int | None


ByNear = dict[int | None, tuple[Looking, ...]]
"""Who looks for one thing, by what must stand near: where that is nowhere, nobody has to look."""


class Excuses(NamedTuple):
    """What one label of a rule excepts: phrases and lists by number, and web addresses and numbers."""

    things: frozenset[int]
    allowlists: tuple[Allowlist, ...]

    def __bool__(self) -> bool:
        return bool(self.things or self.allowlists)


class Ready(NamedTuple):
    """A rule with its exceptions."""

    rule: Rule
    unless: Excuses
    unless_post: Excuses
    always_allowed: Excuses


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """A policy made ready for checks: one index over all phrases, and who looks for what.

    A thing that can be found by its words has a number: phrases count up from 0, lists down from -1.
    """

    policy: Policy
    rules: tuple[Ready, ...]
    phrases: PhraseIndex[int]
    lists_of: dict[int, tuple[int, ...]]
    looking: dict[int, tuple[Looking, ...]]
    detectors: tuple[tuple[Detector, ByNear], ...]
    patterns: tuple[tuple[Any, ByNear], ...]
    weights: dict[Kind, dict[int, Weight]]

    def alone(self, at: int) -> CompiledPolicy:
        """The same policy with one rule speaking, wherever it is: how a rule's examples are run.

        ``at`` is its place among the policy's rules. All else is shared, so that a thousand rules with
        the same long lists are run without a thousand compilations.
        """
        rule = msgspec.structs.replace(self.rules[at].rule, **_ANYWHERE)
        rules = (*self.rules[:at], self.rules[at]._replace(rule=rule), *self.rules[at + 1 :])
        return replace(
            self,
            rules=rules,
            detectors=tuple(_only(at, self.detectors)),
            patterns=tuple(_only(at, self.patterns)),
            weights={kind: {at: of[at]} if at in of else {} for kind, of in self.weights.items()},
        )


def _only(at: int, sought: Iterable[tuple[Any, ByNear]]) -> Iterator[Any]:
    for thing, by_near in sought:
        mine = {near: (Looking(at, near),) for near, by in by_near.items() if Looking(at, near) in by}
        if mine:
            yield thing, mine


def compile_policy(policy: Policy) -> CompiledPolicy:
    """Make a policy ready, once per load. What its detectors have to load begins to load here.

    Raises:
        PatternFault: for a pattern that no document would have been read with.
        KeyError: for a list that the policy does not have.
    """
    with without_collector():
        return _compiled(policy)


def _compiled(policy: Policy) -> CompiledPolicy:
    compiler = _Compiler(policy)
    rules = tuple(compiler.rule(at, rule) for at, rule in enumerate(policy.rules))
    by_name = {detector.name: detector for detector in DETECTORS}
    detectors = [(by_name[name], _grouped(by)) for name, by in compiler.detectors.items()]
    for detector, _ in detectors:
        detector.ready()
    return CompiledPolicy(
        policy=policy,
        rules=rules,
        phrases=PhraseIndex(compiler.phrases.items()),
        lists_of=compiler.lists_of,
        looking=compiler.looking,
        detectors=tuple(detectors),
        patterns=tuple((ready_pattern(source), _grouped(by)) for source, by in compiler.patterns.items()),
        weights={kind: dict(_weights(policy, kind)) for kind in _KINDS},
    )


def _grouped(looking: list[Looking]) -> ByNear:
    groups: dict[int | None, list[Looking]] = {}
    for by in dict.fromkeys(looking):
        groups.setdefault(by.near, []).append(by)
    return {near: tuple(by) for near, by in groups.items()}


def _weights(policy: Policy, kind: Kind) -> Iterator[tuple[int, Weight]]:
    """On a personal account a rule only notes; a secret, which harms wherever it stands, is asked about."""
    for at, rule in enumerate(policy.rules):
        if kind in rule.kinds:
            most: Weight = "confirm" if rule.category == "secret" else "note"
            yield at, milder(rule.weight, most) if kind == "personal" else rule.weight


def milder(one: Weight, other: Weight) -> Weight:
    """The milder of two weights."""
    return min(one, other, key=rank)


class _Compiler:
    """Numbers everything that can be found, and notes who looks for it."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.phrases: dict[str, int] = {}
        self.lists_of: dict[int, tuple[int, ...]] = {}
        self.looking: dict[int, tuple[Looking, ...]] = {}
        self.detectors: dict[str, list[Looking]] = {}
        self.patterns: dict[str, list[Looking]] = {}
        self._lists: dict[str, int] = {}
        self._allowlists: dict[str, Allowlist] = {}
        self._excused: dict[tuple[str, ...], Excuses] = {(): Excuses(frozenset(), ())}

    def rule(self, at: int, rule: Rule) -> Ready:
        anywhere = (Looking(at, None),)
        phrases, looking = self.phrases, self.looking
        for kind, words, near in rule.looks_for:
            if kind == "phrase" and not near:
                # What 20,000 of 20,000 are, put down without a call for each.
                number = phrases.setdefault(words, len(phrases))
                known = looking.setdefault(number, anywhere)
                if known is not anywhere:
                    looking[number] = known + anywhere
                continue
            by = (Looking(at, self._list(near)),) if near else anywhere
            if kind == "phrase":
                _note(self.looking, self._phrase(words), by)
            elif kind == "detector":
                self.detectors.setdefault(words, []).extend(by)
            elif kind == "pattern":
                self.patterns.setdefault(words, []).extend(by)
            elif kind == "list":
                _note(self.looking, self._list(words), by)
            else:
                for form in forms(words):
                    _note(self.looking, self._phrase(form), by)
        return Ready(
            rule,
            self._excuses(rule.unless),
            self._excuses(rule.unless_post),
            self._excuses(rule.always_allowed),
        )

    def _phrase(self, words: str) -> int:
        return self.phrases.setdefault(words, len(self.phrases))

    def _list(self, name: str) -> int:
        name = name.lower()
        number = self._lists.get(name)
        if number is None:
            number = self._lists[name] = -1 - len(self._lists)
            for entry in self._policy.lists[name]:
                _note(self.lists_of, self._phrase(entry), (number,))
        return number

    def _excuses(self, written: tuple[str, ...]) -> Excuses:
        known = self._excused.get(written)
        if known is None:
            names = [one[1:-1].strip().lower() for one in written if is_list(one)]
            own = [one for one in written if not is_list(one)] if names else written
            allowlists = [one for one in (Allowlist(own), *map(self._allowlist, names)) if one]
            things = frozenset([*map(self._phrase, own), *map(self._list, names)])
            known = self._excused[written] = Excuses(things, tuple(allowlists))
        return known

    def _allowlist(self, name: str) -> Allowlist:
        if name not in self._allowlists:
            self._allowlists[name] = Allowlist(self._policy.lists[name])
        return self._allowlists[name]


def _note(those: dict[_Key, tuple[_Of, ...]], key: _Key, by: tuple[_Of, ...]) -> None:
    """Add to a row without making one where it would be the only entry: of 20,000 phrases most have one."""
    known = those.setdefault(key, by)
    if known is not by:
        those[key] = known + by


def is_list(written: str) -> bool:
    """Whether an exception is the name of a list."""
    return written.startswith("{") and written.endswith("}")
