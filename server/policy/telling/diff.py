"""What changed between two versions of a policy, as prose: a sentence a change, as the document goes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from server.checking.rules import Policy, Rule, Window

from .account_diff import account_changes, list_changes
from .chapter_diff import chapter_changes, moved
from .rule_diff import Row, more_and_less, rule_changes
from .told import how_often, shortened, week

_QUOTE_ENDS = re.compile(r"([.?!…]”)\.$")


def changes(before: Policy, after: Policy) -> tuple[str, ...]:
    """Everything that changed for people, a sentence each; empty where nothing that counts did.

    Line numbers, spaces and other ways to write the same are no change.
    """
    told = tuple(_QUOTE_ENDS.sub(r"\1", sentence) for sentence in _changes(before, after))
    return (*told, _same_version(after)) if told and before.version == after.version else told


def _same_version(after: Policy) -> str:
    """Two texts of one number: nobody could tell which of them a signature stands under."""
    return f"The version is still {after.version}. Give it a new one, so that signatures tell them apart."


def _changes(before: Policy, after: Policy) -> Iterator[str]:
    yield from _front(before, after)
    yield from chapter_changes(before, after)
    yield from account_changes(before.accounts, after.accounts)
    yield from list_changes(before.lists, after.lists)
    yield from _rules(before, after)
    yield from _steps("steps when it happens again", before.steps, after.steps)
    yield from _steps("steps after a slip", before.after_a_slip, after.after_a_slip)
    if before.signature_text != after.signature_text:
        if not after.signature_text:
            yield "There are no words to sign any more."
        else:
            yield f"The words to sign are {'worded anew' if before.signature_text else 'new'}."


def _front(before: Policy, after: Policy) -> Iterator[str]:
    if before.title != after.title:
        yield f"The policy is called {shortened(after.title)} now."
    if before.version != after.version:
        yield f"This is version {after.version}. It was version {before.version}."
    if before.if_unreachable != after.if_unreachable:
        yield (
            "Posts are let through now while Right Handle isn’t running. It asked before."
            if after.if_unreachable == "allow"
            else "Right Handle asks before a post now while it isn’t running. Posts were let through before."
        )
    yield from _allowance(before.allowance_minutes, after.allowance_minutes)
    yield from _personal_use(before.personal_use, after.personal_use)
    row = Row(
        "Personal activity also includes",
        "Personal activity no longer includes",
        "and no longer",
        "The permitted personal activity stands in another order.",
    )
    yield from more_and_less(row, before.personal_activity, after.personal_activity)
    yield from _training(before.training_months, after.training_months)
    if before.signing != after.signing:
        yield (
            "A signature is needed now before anybody speaks for the company. It was only asked for."
            if after.signing == "before"
            else "A signature is only asked for now. It was needed before anybody spoke for the company."
        )


def _allowance(before: int | None, after: int | None) -> Iterator[str]:
    if before == after:
        return
    if before is None:
        yield f"There is an allowance of {after} minutes a day now."
    elif after is None:
        yield f"The allowance of {before} minutes a day is gone."
    else:
        yield f"The allowance goes from {before} to {after} minutes a day."


def _personal_use(before: tuple[Window, ...] | None, after: tuple[Window, ...] | None) -> Iterator[str]:
    then, now = (None if windows is None else week(windows) for windows in (before, after))
    if then == now:
        return
    if now is None:
        yield "The policy no longer names times for personal posts."
    elif then is None:
        yield f"The policy names times for personal posts now: {now}."
    else:
        yield f"The times for personal posts are now {now}. They were {then}."


def _training(before: int | None, after: int | None) -> Iterator[str]:
    if before == after:
        return
    if after is None:
        yield "The policy no longer says how often training is due."
    elif before is None:
        yield f"Training is due {how_often(after)} now."
    else:
        yield f"Training is due {how_often(after)} now. It was due {how_often(before)}."


def _rules(before: Policy, after: Policy) -> Iterator[str]:
    renamed = _renamed(before, after)
    old = {renamed.get(rule.id, rule.id): rule for rule in before.rules}
    new = {rule.id: rule for rule in after.rules}
    elsewhere = moved(before, after, renamed)
    for rule_id in _in_order(list(old), list(new)):
        was, now = old.get(rule_id), new.get(rule_id)
        if now is None:
            yield f"{rule_id} is gone: {old[rule_id].title.rstrip('.')}."
        elif was is None:
            yield f"{rule_id} is new: {now.title.rstrip('.')}."
        else:
            if was.id != rule_id:
                yield f"{was.id} is called {rule_id} now."
            if rule_id in elsewhere:
                yield f"{rule_id} stands in {shortened(elsewhere[rule_id])} now."
            yield from rule_changes(was, now)
    stay = old.keys() & new.keys() - elsewhere.keys()
    if [rule_id for rule_id in old if rule_id in stay] != [rule_id for rule_id in new if rule_id in stay]:
        yield "The rules stand in another order."


def _in_order(old: list[str], new: list[str]) -> list[str]:
    """All ids in the order of the new document, each that is gone behind the one it stood behind."""
    merged = list(new)
    for place, rule_id in enumerate(old):
        if rule_id not in new:
            merged.insert(merged.index(old[place - 1]) + 1 if place else 0, rule_id)
    return merged


def _renamed(before: Policy, after: Policy) -> dict[str, str]:
    """Rules that are gone and come again under another id, with everything they said: old id to new."""
    old_ids, new_ids = ({rule.id for rule in policy.rules} for policy in (before, after))
    gone = {_content(rule): rule.id for rule in before.rules if rule.id not in new_ids}
    found = {gone.get(_content(rule), ""): rule.id for rule in after.rules if rule.id not in old_ids}
    return {old: new for old, new in found.items() if old}


def _content(rule: Rule) -> Rule:
    """The rule without its name and place."""
    examples = [
        tuple(msgspec.structs.replace(one, line=0) for one in side)
        for side in (rule.not_allowed, rule.allowed)
    ]
    return msgspec.structs.replace(
        rule, id="", section="", line=0, not_allowed=examples[0], allowed=examples[1]
    )


def _steps(what: str, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    if before and not after:
        yield f"The {what} are gone."
    elif after and not before:
        yield f"The {what} are new: {', '.join(map(shortened, after[:3]))}{' …' if len(after) > 3 else ''}."  # noqa: PLR2004 - three are enough to know them by
    else:
        row = Row(
            f"The {what} also have",
            f"The {what} no longer have",
            "and no longer",
            f"The {what} stand in another order.",
        )
        yield from more_and_less(row, before, after, shortened)
