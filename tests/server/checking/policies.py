"""Policies for tests, made of values: what a document would say, without a document."""

from __future__ import annotations

from typing import Any

from server.checking.engine import CompiledPolicy, compile_policy
from server.checking.report import Category, Kind, Weight
from server.checking.rules import AccountName, Policy, Rule, Sought

ALL_KINDS: frozenset[Kind] = frozenset({"company", "ambassador", "personal"})


def rule(  # noqa: PLR0913 - a rule has this many sides
    rule_id: str,
    category: Category,
    weight: Weight,
    *,
    phrases: tuple[str, ...] = (),
    detectors: tuple[str, ...] = (),
    unless: tuple[str, ...] = (),
    kinds: frozenset[Kind] = ALL_KINDS,
    looks_for: tuple[Sought, ...] = (),
    unless_post: tuple[str, ...] = (),
    always_allowed: tuple[str, ...] = (),
    sites: frozenset[str] = frozenset(),
    surfaces: frozenset[str] = frozenset(),
    accounts: tuple[AccountName, ...] = (),
) -> Rule:
    return Rule(
        id=rule_id,
        title=f"The title of {rule_id}",
        why="Because.",
        category=category,
        weight=weight,
        kinds=kinds,
        looks_for=(
            *(Sought("phrase", words) for words in phrases),
            *(Sought("detector", name) for name in detectors),
            *looks_for,
        ),
        sites=sites,
        surfaces=surfaces,
        accounts=accounts,
        unless=unless,
        unless_post=unless_post,
        always_allowed=always_allowed,
        instead="Something else.",
        consequence="A talk.",
        section=f"{rule_id}, section 1",
    )


def policy(*rules: Rule, **document: Any) -> CompiledPolicy:
    """A policy of these rules; ``document`` holds what else a document says, such as ``lists``."""
    return compile_policy(
        Policy(title="Test", version="1", sha256="0" * 64, text="", rules=rules, sections=(), **document)
    )


SWEARING = rule("VOICE-1", "profanity", "stop", detectors=("any profanity",))
NAMES = rule(
    "CONF-1",
    "confidential",
    "confirm",
    phrases=("Halcyon Bank", "Project Falcon"),
    unless=("case study", "as announced"),
)
SECRETS = rule("SECR-1", "secret", "stop", detectors=("any secret",))
DATA = rule("DATA-1", "personal-data", "confirm", detectors=("any personal data",))
TONE = rule("VOICE-3", "tone", "note", detectors=("a hostile tone",))
ACCOUNT = rule("ACCT-1", "wrong-account", "confirm", detectors=("a post unlike this account",))
