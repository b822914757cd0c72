"""The inflections of an author's phrase: ``any form of launch`` is launch, launches, launched, launching.

A rule is written once and breached in any tense. Only inflections are taken: "university" is no form of
"universe", and who means "acquisition" writes it.
"""

from __future__ import annotations

import re

from .irregular import DOUBLED, DOUBLED_OR_NOT, NOUNS, PREFIXES, REGULAR_ALL_THE_SAME, VERBS
from .listed import listed

_PARTICLES = listed(
    """
    off out up down over in on away back through along around apart aside forward ahead under with
    without for into onto from to of about at by after against
    """
)
_COMMON_VERBS = listed(
    """
    acquire announce approve cancel close complain confirm criticise criticize delay deliver deny
    discuss drop end enter expect file fire hire invest investigate join kill launch leak list merge
    miss move name open plan postpone pull raise recall reduce release rename replace resign review ship
    sign start stop sue suspend test transfer try violate
    """
)
"""Before a noun these are what happens to it: ``any form of close store``."""
_ONLY_NOUNS = ("tion", "sion", "ment", "ness", "ity", "ship", "ism", "hood", "dom", "ology", "ance", "ence")
_VERBS_ALL_THE_SAME = listed(
    """
    veto echo embargo index staff mention question position station caution function condition petition
    ration auction commission mission permission pension comment implement supplement complement
    experiment document cement ferment lament torment augment fragment segment orient ship friendship
    worship harness witness pity balance finance advance dance glance enhance influence experience
    evidence reference sentence silence conference fence sequence licence
    """
)
_WORD = re.compile(r"[A-Za-z]+")
_HISSING = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")
_ENDS_SHORT = re.compile(r"(?:^|[^aeiou])[aeiouy][bcdfgklmnprstvz]")
_QU = "qu"
_LAST = 3
_LONGEST_PHRASE = 6


def forms(phrase: str) -> tuple[str, ...]:
    """The phrase in all its inflections, itself first, each once.

    Of several words the one that English inflects is inflected: the verb before a particle (lay off,
    laid off), else the last (price cut, price cuts), and a verb before it where it is a common one.
    """
    words = phrase.split()
    if not words or len(words) > _LONGEST_PHRASE:
        return (phrase,)
    *before, last = words
    at = next((at for at in reversed(range(len(words))) if words[at].lower() not in _PARTICLES), 0)
    if at < len(before):
        rows = [[*words[:at], head, *words[at + 1 :]] for head in _inflected(words[at])]
    else:
        is_done_to = bool(before) and _is_verb(before[0])
        heads = _inflected(before[0]) if is_done_to else tuple(before[:1])
        ends = (last, *_plural(last)) if is_done_to else _inflected(last)
        rows = [[head, *before[1:], end] for head in heads or ("",) for end in ends]
    found = (" ".join(row).strip() for row in rows)
    return tuple(dict.fromkeys((phrase, *found)))


def _is_verb(word: str) -> bool:
    return word.lower() in _COMMON_VERBS or word.lower() in VERBS


def _inflected(word: str) -> tuple[str, ...]:
    """One word: itself, its form in -s, its past and participle, its form in -ing."""
    stem = word.lower()
    if _WORD.fullmatch(stem) is None:
        return (word,)
    irregular = _irregular(stem)
    nouns = NOUNS.get(stem, ())
    if nouns and irregular is None and stem not in _VERBS_ALL_THE_SAME:
        return word, *nouns
    third = _with_s(stem)
    if irregular is not None:
        return word, third, *irregular, *_with(stem, "ing"), *nouns
    if stem.endswith(_ONLY_NOUNS) and stem not in _VERBS_ALL_THE_SAME:
        return word, third
    return word, third, *_with(stem, "ed"), *_with(stem, "ing"), *nouns


def _plural(word: str) -> tuple[str, ...]:
    stem = word.lower()
    return NOUNS.get(stem) or ((_with_s(stem),) if _WORD.fullmatch(stem) else ())


def _irregular(stem: str) -> tuple[str, ...] | None:
    """The forms of an irregular verb, also behind a prefix, or None."""
    if stem in VERBS:
        return VERBS[stem]
    if stem in REGULAR_ALL_THE_SAME:
        return None
    for prefix in PREFIXES:
        rest = stem.removeprefix(prefix)
        if rest != stem and rest in VERBS:
            return tuple(prefix + form for form in VERBS[rest])
    return None


def _with_s(stem: str) -> str:
    if stem.endswith("z") and _is_short(stem):
        return f"{stem}zes"
    if stem.endswith((*_HISSING, "go", "do")) and (stem[-1] != "o" or stem in VERBS):
        return f"{stem}es"
    if stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return f"{stem[:-1]}ies"
    return f"{stem}s"


def _with(stem: str, ending: str) -> tuple[str, ...]:
    """A stem with -ed or -ing behind it; two spellings where writers differ."""
    doubled = f"{stem}{stem[-1]}{ending}"
    if stem in DOUBLED_OR_NOT:
        return doubled, f"{stem}{ending}"
    if stem in DOUBLED or _is_short(stem):
        return (doubled,)
    return (f"{_changed(stem, ending)}{ending}",)


def _changed(stem: str, ending: str) -> str:
    """The stem as its last letters change before -ed or -ing: agree, agreeing; tie, tying; try, tried."""
    if ending == "ing" and stem.endswith("ie"):
        return f"{stem[:-2]}y"
    if stem.endswith("e"):
        return stem if ending == "ing" and stem.endswith(("ee", "oe", "ye")) else stem[:-1]
    if ending == "ed" and stem.endswith("y") and stem[-2:-1] not in _VOWELS:
        return f"{stem[:-1]}i"
    return f"{stem}k" if stem.endswith("c") and stem[-2:-1] in _VOWELS else stem


def _is_short(stem: str) -> bool:
    """Whether a word has one syllable and ends as "plan" and "quit" do."""
    rest = stem.replace(_QU, "q", 1)
    vowels = sum(letter in _VOWELS or letter == "y" for letter in rest[1:]) + (rest[0] in _VOWELS)
    return vowels == 1 and _ENDS_SHORT.fullmatch(rest[-_LAST:]) is not None
