"""What a written policy must say something about, and where this one does.

A topic counts only where the document has its working place for it: a rule that runs, a value that is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from server.checking.report import Category
from server.checking.rules import Policy

from ..document import place_of
from ..reading.labels import ALLOWANCE, PERSONAL_USE, TRAINING
from ..reading.openers import AFTER_A_SLIP, STEPS, opener_named


class Topic(NamedTuple):
    """Something that a written policy covers. ``where`` is a rule’s id or a chapter, or "" for nowhere."""

    name: str
    where: str


def coverage(policy: Policy) -> tuple[Topic, ...]:
    """Every topic, in the order in which people ask about them."""
    return tuple(Topic(name, where(policy)) for name, where in _TOPICS)


def says_nothing_about(policy: Policy) -> tuple[str, ...]:
    """The topics that this document leaves out."""
    return tuple(topic.name for topic in coverage(policy) if not topic.where)


def _rule_on(category: Category) -> Callable[[Policy], str]:
    def where(policy: Policy) -> str:
        return next((rule.id for rule in policy.rules if rule.category == category), "")

    return where


def _chapter_with(policy: Policy, holds: Callable[[str], bool]) -> str:
    """The first chapter with such a paragraph."""
    found = (section.title for section in policy.sections if any(map(holds, section.paragraphs)))
    return next((place_of(title) for title in found), "")


def _label(policy: Policy, label: str) -> str:
    return _chapter_with(policy, lambda words: words.startswith(f"{label}: "))


def _opener(policy: Policy, opener: str) -> str:
    return _chapter_with(
        policy, lambda words: opener_named(words if words[-1:] == ":" else f"{words}:") == opener
    )


def _time_allowed(policy: Policy) -> str:
    return _label(policy, ALLOWANCE) if policy.allowance_minutes is not None else ""


def _personal_activity(policy: Policy) -> str:
    return _label(policy, PERSONAL_USE) if policy.personal_use is not None else ""


def _consequences(policy: Policy) -> str:
    return _opener(policy, STEPS) if policy.steps else ""


def _training(policy: Policy) -> str:
    return _label(policy, TRAINING) if policy.training_months is not None else ""


def _signature(policy: Policy) -> str:
    words = policy.signature_text.partition("\n\n")[0]
    return _chapter_with(policy, lambda paragraph: paragraph == words) if words else ""


def _ambassadors(policy: Policy) -> str:
    """A rule counts for them, and the prose says that it is their own choice."""
    if not any("ambassador" in rule.kinds for rule in policy.rules):
        return ""
    said = (
        place_of(section.title)
        for section in policy.sections
        if "ambassador" in (words := " ".join(section.paragraphs).casefold())
        and any(
            free in words for free in ("voluntar", "by choice", "free to", "of their own will", "stop any")
        )
    )
    return next(said, "")


def _who_may_speak(policy: Policy) -> str:
    everyone_named = bool(policy.accounts) and all(account.speakers for account in policy.accounts)
    return _accounts(policy) if everyone_named else ""


def _purposes(policy: Policy) -> str:
    every_purpose = bool(policy.accounts) and all(account.purpose for account in policy.accounts)
    return _accounts(policy) if every_purpose else ""


def _accounts(policy: Policy) -> str:
    return _chapter_with(policy, lambda words: words.startswith(f"@{policy.accounts[0].handle}"))


def _after_a_slip(policy: Policy) -> str:
    return _opener(policy, AFTER_A_SLIP) if policy.after_a_slip else ""


_TOPICS: tuple[tuple[str, Callable[[Policy], str]], ...] = (
    ("proprietary information", _rule_on("confidential")),
    ("personal information", _rule_on("personal-data")),
    ("profanity", _rule_on("profanity")),
    ("a positive voice", _rule_on("tone")),
    ("time allowed", _time_allowed),
    ("personal activity", _personal_activity),
    ("consequences in steps", _consequences),
    ("training", _training),
    ("signature", _signature),
    ("ambassadors", _ambassadors),
    ("who may speak", _who_may_speak),
    ("purpose of each account", _purposes),
    ("putting a slip right", _after_a_slip),
)
