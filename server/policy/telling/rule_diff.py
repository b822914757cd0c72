"""What changed in one rule, a sentence each, for the people who live under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from server.checking.report import Weight
from server.checking.rules import Example, Rule, Sought

from ..reading.labels import KINDS
from .told import account_name, counted, each, shortened, site_name, some, surface_name

_Thing = TypeVar("_Thing")

_NOW: dict[Weight, str] = {
    "note": "only leaves a note now",
    "confirm": "asks for confirmation now",
    "stop": "stops the post now",
}
_BEFORE: dict[Weight, str] = {
    "note": "It only left a note before",
    "confirm": "It asked for confirmation before",
    "stop": "It stopped the post before",
}

_LONGEST_PATTERN = 40
"""Characters of one that are told: whoever reads a change knows it again by its beginning."""


class Row(NamedTuple):
    """How a row’s gains and losses are said; ``in_another_order`` is "" where the order says nothing."""

    also: str
    no_longer: str
    and_no_longer: str
    in_another_order: str = ""
    of: str = ""
    """What the things are, said behind them."""


def more_and_less(
    row: Row, before: Sequence[_Thing], after: Sequence[_Thing], tell: Callable[[_Thing], str] = str
) -> Iterator[str]:
    """A sentence about what a row of things gained and lost, or that only its order changed.

    The things themselves are compared: told, two long ones may be cut to the same words.
    """
    was, now = set(before), set(after)
    gained = [tell(one) for one in after if one not in was]
    lost = [tell(one) for one in before if one not in now]
    if gained and lost:
        yield f"{row.also} {some(gained)}{row.of}, {row.and_no_longer} {some(lost)}{row.of}."
    elif gained:
        yield f"{row.also} {some(gained)}{row.of}."
    elif lost:
        yield f"{row.no_longer} {some(lost)}{row.of}."
    elif row.in_another_order and list(before) != list(after):
        yield row.in_another_order


def rule_changes(before: Rule, after: Rule) -> Iterator[str]:
    """Every change between two forms of one rule; where it stands is told with the chapters."""
    name = after.id
    if before.title != after.title:
        yield f"{name} has a new title: {shortened(after.title)}."
    if before.category != after.category:
        yield f"{name} counts as {after.category} now. It counted as {before.category} before."
    if before.weight != after.weight:
        yield f"{name} {_NOW[after.weight]}. {_BEFORE[before.weight]}."
    yield from _reach(before, after)
    yield from _words_looked_for(before, after)
    if before.why != after.why:
        yield f"The reason of {name} is worded anew."
    yield from _words(f"what to write instead in {name}", before.instead, after.instead)
    yield from _words(f"the consequence of {name}", before.consequence, after.consequence)
    yield from _examples(f"{name} has", "what is not allowed", before.not_allowed, after.not_allowed)
    yield from _examples(f"{name} has", "what is allowed", before.allowed, after.allowed)


def _reach(before: Rule, after: Rule) -> Iterator[str]:
    """Where a rule counts: kinds of account, sites, surfaces and accounts."""
    name = after.id
    kinds = [[kind for kind in KINDS if kind in rule.kinds] for rule in (before, after)]
    row = Row(f"{name} also applies to", f"{name} no longer applies to", "and no longer to", of=" accounts")
    yield from more_and_less(row, kinds[0], kinds[1])
    yield from _places(name, "on", "every site", each(site_name, before.sites), each(site_name, after.sites))
    yield from _places(
        name,
        "to",
        "every kind of post",
        each(surface_name, before.surfaces),
        each(surface_name, after.surfaces),
    )
    accounts = [[account_name(account) for account in rule.accounts] for rule in (before, after)]
    yield from _places(name, "to", "every account of its kinds", *accounts)


def _places(name: str, at: str, everywhere: str, before: list[str], after: list[str]) -> Iterator[str]:
    """None means all, so that the first one named takes all others away."""
    if bool(before) == bool(after):
        row = Row(
            f"{name} also applies {at}",
            f"{name} no longer applies {at}",
            f"and no longer {at}",
            f"The accounts of {name} stand in another order.",
        )
        yield from more_and_less(row, before, after)
        return
    now, then = (f"{at} {some(row)} alone" if row else f"{at} {everywhere}" for row in (after, before))
    yield f"{name} applies {now} now. It applied {then} before."


def _words_looked_for(before: Rule, after: Rule) -> Iterator[str]:
    name = after.id
    row = Row(
        f"{name} also looks for",
        f"{name} no longer looks for",
        "and no longer for",
        f"{name} looks for the same things in another order.",
    )
    yield from more_and_less(row, before.looks_for, after.looks_for, _sought)
    for what, old, new in (
        ("lets a sentence pass that says", before.unless, after.unless),
        ("lets a post pass that says", before.unless_post, after.unless_post),
        ("always allows", before.always_allowed, after.always_allowed),
    ):
        row = Row(
            f"{name} also {what}",
            f"{name} no longer {what}",
            "and no longer",
            f"{name} {what} the same things, in another order.",
        )
        yield from more_and_less(row, old, new, _quoted)


def _sought(sought: Sought) -> str:
    if sought.kind == "detector":
        thing = sought.words
    elif sought.kind == "pattern":
        cut = sought.words if len(sought.words) <= _LONGEST_PATTERN else f"{sought.words[:_LONGEST_PATTERN]}…"
        thing = f"the pattern `{cut}`"
    elif sought.kind == "list":
        thing = f"any of the list {shortened(sought.words)}"
    else:
        thing = f"{'any form of ' if sought.kind == 'forms' else ''}{shortened(sought.words)}"
    return f"{thing} near any of the list {shortened(sought.near)}" if sought.near else thing


def _quoted(words: str) -> str:
    return f"any of the list {shortened(words[1:-1])}" if words.startswith("{") else shortened(words)


def _words(what: str, before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    start = f"{what[0].upper()}{what[1:]}"
    if not after:
        yield f"{start} is no longer said."
    else:
        yield f"{start} is {'worded anew' if before else 'said now'}: {shortened(after)}."


def _examples(has: str, what: str, before: Sequence[Example], after: Sequence[Example]) -> Iterator[str]:
    old, new = ([one.text for one in examples] for examples in (before, after))
    gained, lost = [text for text in new if text not in old], [text for text in old if text not in new]
    if gained:
        fresh = f"{len(gained):,} new examples" if len(gained) > 1 else "a new example"
        fewer = f", and {len(lost):,} fewer" if lost else ""
        yield f"{has} {fresh} of {what}{fewer}: {some([shortened(text) for text in gained])}."
    elif lost:
        yield f"{has} {counted(len(lost), 'example')} fewer of {what}."
    elif [(one.text, one.spans) for one in before] != [(one.text, one.spans) for one in after]:
        same_order = old == new
        yield f"{has} {'other words marked in' if same_order else 'another order of'} its examples of {what}."
