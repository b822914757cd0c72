"""What changed in the chapters: which there are, which rules stand in them, and their own wording.

What a chapter’s prose has beside it as a value (labels, lists, accounts, steps, the words to sign) is told
there, and not again as wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from server.checking.rules import Policy, Section

from ..document import FRONT
from ..reading.labels import FRONT_LABELS
from ..reading.openers import opener_named
from .told import shortened

_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)*[.)]?\s*")
_LABELS = "|".join(re.escape(label.name) for label in FRONT_LABELS)
_TOLD_ELSEWHERE = re.compile(rf"(?:{_LABELS}|\{{[^{{}}]*\}}|@\S[^:]*(?::\d+)?): ")
_STEP = re.compile(r"^\d+\. ")


def chapter_changes(before: Policy, after: Policy) -> Iterator[str]:
    """Chapters that came, went, moved or were worded anew."""
    old, new = _chapters(before), _chapters(after)
    renamed, told = _renamed(old, new), _told(before) | _told(after)
    for name, section in new.items():
        was = old.get(renamed.get(name, name))
        title = shortened(section.title)
        if was is None:
            yield f"The chapter {title} is new."
            continue
        if name in renamed:
            yield f"The chapter {shortened(was.title)} is called {title} now."
        if _wording(was, told) != _wording(section, told):
            yield f"The wording of {title} has changed."
    for name, section in old.items():
        if name not in new and name not in renamed.values():
            yield f"The chapter {shortened(section.title)} is gone."
    if _front_wording(before, told) != _front_wording(after, told):
        yield "The words above the first chapter have changed."
    kept_old = [name for name in old if name in new]
    if kept_old != [name for name in new if name in old]:
        yield "The chapters stand in another order."
    elif any(old[name].title != new[name].title for name in kept_old):
        yield "The chapters are numbered anew."


def moved(before: Policy, after: Policy, renamed: Mapping[str, str]) -> dict[str, str]:
    """Rules that stand in another chapter now, with its title; ``renamed`` has the old ids and the new."""
    new_names = _renamed(_chapters(before), _chapters(after))
    old_names = {old: new for new, old in new_names.items()}
    was = {
        renamed.get(rule, rule): old_names.get(name, name)
        for name, section in _chapters(before).items()
        for rule in section.rules
    }
    return {
        rule: section.title
        for name, section in _chapters(after).items()
        for rule in section.rules
        if was.get(rule, name) != name
    }


def _chapters(policy: Policy) -> dict[str, Section]:
    """The chapters by their titles without number, which people change when they put one in."""
    found: dict[str, Section] = {}
    for section in policy.sections:
        name = _NUMBER.sub("", section.title)
        while name in found:
            name += "+"
        if section.title != FRONT:
            found[name] = section
    return found


def _renamed(old: Mapping[str, Section], new: Mapping[str, Section]) -> dict[str, str]:
    """Chapters that hold the same under another title: new name to old."""
    gone = {name: section for name, section in old.items() if name not in new}
    found: dict[str, str] = {}
    for name, section in new.items():
        for was, old_section in gone.items():
            same_rules = bool(section.rules) and section.rules == old_section.rules
            same_words = bool(section.paragraphs) and section.paragraphs == old_section.paragraphs
            if name not in old and was not in found.values() and (same_rules or same_words):
                found[name] = was
                break
    return found


def _told(policy: Policy) -> set[str]:
    """Paragraphs that are told as values: the words to sign, and the steps."""
    return {*policy.signature_text.split("\n\n"), *policy.steps, *policy.after_a_slip}


def _wording(section: Section, told: set[str]) -> list[str]:
    return [
        paragraph
        for paragraph in section.paragraphs
        if not _TOLD_ELSEWHERE.match(paragraph)
        and opener_named(paragraph) is None
        and paragraph not in told
        and _STEP.sub("", paragraph) not in told
    ]


def _front_wording(policy: Policy, told: set[str]) -> list[str]:
    front = next((section for section in policy.sections if section.title == FRONT), None)
    return _wording(front, told) if front else []
