"""Finds swear words and slurs in a draft, and leaves names, addresses and innocent company in peace."""

from __future__ import annotations

import re
from typing import NamedTuple

from .draft import Draft
from .phrases import PhraseIndex
from .spans import Spans
from .swear_forms import FORMS, MAILBOX, Candidate
from .swearwords import LEVELS, SWEARWORDS, Level

_PHRASES: PhraseIndex[Level | None] = PhraseIndex(
    [*SWEARWORDS.phrases.items(), *((phrase, None) for phrase in SWEARWORDS.peace)]
)
_NAMED = re.compile(rf"(?<![\w@])@[a-z0-9_.]+|{MAILBOX.pattern}")
"""Handles and mailboxes are names, whatever they say."""
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u052f\u0530-\u058f]")


class Swearing(NamedTuple):
    """A swear word: its span in code points of the draft's text, and how much it weighs."""

    start: int
    end: int
    level: Level


def swearing(draft: Draft) -> tuple[Swearing, ...]:
    """Every swear word of a draft, in order, none inside another. Worked out once per draft."""
    return draft.once("swearing", _find)


def _find(draft: Draft) -> tuple[Swearing, ...]:
    phrases = list(_PHRASES.find(draft))
    found = [Candidate(phrase.start, phrase.end, phrase.payload) for phrase in phrases if phrase.payload]
    for looking in FORMS:
        found.extend(looking(draft))
    if not found:
        return ()
    peace = Spans((phrase.start, phrase.end) for phrase in phrases if phrase.payload is None)
    named = Spans(
        (name.start() + name[0].startswith("@"), name.end()) for name in _NAMED.finditer(draft.folded.text)
    )
    other_script = _OTHER_SCRIPT.search(draft.folded.text) is not None
    found = [
        one
        for one in found
        if not (
            peace.touch(one.start, one.end)
            or draft.links.touch(one.start, one.end)
            or named.touch(one.start, one.start + 1)
            or (other_script and _is_all_other_script(one, draft))
            or _is_a_name(one, draft)
        )
    ]
    found.sort(key=lambda one: (one.start, -LEVELS.index(one.level), -one.end))
    kept: list[Swearing] = []
    for one in found:
        start, end = draft.origin(one.start, one.end)
        if kept and start < kept[-1].end:
            last = kept[-1]
            heavier = max(last.level, one.level, key=LEVELS.index)
            kept[-1] = Swearing(last.start, max(last.end, end), heavier)
        else:
            kept.append(Swearing(start, end, one.level))
    return tuple(kept)


def _is_all_other_script(one: Candidate, draft: Draft) -> bool:
    """A whole word of Cyrillic letters is a disguise among Latin ones, and a word among Cyrillic ones."""
    start, end = draft.origin(one.start, one.end)
    return all(_OTHER_SCRIPT.match(letter) for letter in draft.text[start:end] if letter.isalpha())


def _is_a_name(one: Candidate, draft: Draft) -> bool:
    """Andy Dick, the road to Dildo: a capital beside another, or in the middle of a sentence."""
    if draft.folded.text[one.start : one.end] not in SWEARWORDS.names:
        return False
    start, end = draft.origin(one.start, one.end)
    if not draft.text[start:end].istitle():
        return False
    before, after = draft.text[max(0, start - 3) : start].rstrip(), draft.text[end : end + 3].lstrip(" ")
    return after[:1].isupper() or (bool(before) and before[-1] not in ".!?…:\"“”'\n")
