"""A policy told: as JSON for the pages, as plain text for a terminal, one rule at a time or whole."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.rules import Example, Policy, Rule
from server.errors import RightHandleError

from ..faults import nearest, quoted
from ..reading import labels
from ..reading.labels import KINDS
from .coverage import coverage
from .told import account_name, each, site_name, surface_name, week

_COLUMNS = 78
_NAMES = max(len(label.name) for label in labels.RULE_LABELS)
_ITEM = re.compile(r"(?:•|[0-9]+\.) ")


def as_json(policy: Policy) -> dict[str, object]:
    """The body of ``GET policy`` but ``adopted_at``, which only the records know. Spans are UTF-16."""
    rules = {rule.id: rule for rule in policy.rules}
    return {
        "title": policy.title,
        "version": policy.version,
        "sha256": policy.sha256,
        "text": policy.text,
        "if_unreachable": policy.if_unreachable,
        "allowance_minutes": policy.allowance_minutes,
        "personal_use": "" if policy.personal_use is None else week(policy.personal_use),
        "personal_activity": list(policy.personal_activity),
        "training_months": policy.training_months,
        "signing": policy.signing,
        "signature_text": policy.signature_text,
        "accounts": [
            {
                "handle": account.handle,
                "site": account.site,
                "kind": account.kind,
                "purpose": account.purpose,
                "speakers": list(account.speakers),
            }
            for account in policy.accounts
        ],
        "lists": {name: list(entries) for name, entries in policy.lists.items()},
        "steps": list(policy.steps),
        "after_a_slip": list(policy.after_a_slip),
        "coverage": [topic._asdict() for topic in coverage(policy)],
        "sections": [
            {
                "title": section.title,
                "paragraphs": list(section.paragraphs),
                "rules": [_rule_as_json(rules[rule_id]) for rule_id in section.rules],
            }
            for section in policy.sections
        ],
    }


def _rule_as_json(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "why": rule.why,
        "category": rule.category,
        "weight": rule.weight,
        "kinds": _kinds(rule),
        "sites": sorted(rule.sites),
        "surfaces": sorted(rule.surfaces),
        "accounts": [account_name(account) for account in rule.accounts],
        "looks_for": _looks_for(rule),
        "unless": list(rule.unless),
        "unless_post": list(rule.unless_post),
        "always_allowed": list(rule.always_allowed),
        "instead": rule.instead,
        "consequence": rule.consequence,
        "not_allowed": [_example_as_json(example) for example in rule.not_allowed],
        "allowed": [_example_as_json(example) for example in rule.allowed],
    }


def _example_as_json(example: Example) -> dict[str, object]:
    draft = Draft(example.text)
    return {"text": example.text, "spans": [list(draft.utf16(*span)) for span in example.spans]}


def _kinds(rule: Rule) -> list[str]:
    return [kind for kind in KINDS if kind in rule.kinds]


def _looks_for(rule: Rule) -> list[str]:
    return [sought.written for sought in rule.looks_for]


def as_text(policy: Policy) -> str:
    """The whole policy for a terminal: what people sign, without the signs of Markdown."""
    lines = [policy.title]
    rules = {rule.id: rule for rule in policy.rules}
    for section in policy.sections:
        lines += ["", "", section.title, "=" * min(len(section.title), _COLUMNS)]
        for place, paragraph in enumerate(section.paragraphs):
            follows = place > 0 and _is_item(paragraph) and _is_item(section.paragraphs[place - 1])
            lines += [
                *([] if follows else [""]),
                _wrapped(paragraph, hang="  " if _is_item(paragraph) else ""),
            ]
        for rule_id in section.rules:
            lines += ["", *_rule_lines(rules[rule_id])]
    return "\n".join(lines) + "\n"


def _is_item(paragraph: str) -> bool:
    return _ITEM.match(paragraph) is not None


def explain(policy: Policy, rule_id: str) -> str:
    """One rule for a terminal: what it is for, what it looks for, and its examples.

    Raises:
        RightHandleError: ``unknown_rule``, with the nearest id.
    """
    rule = policy.rule(rule_id.strip())
    if rule is None:
        ids = [known.id for known in policy.rules]
        near = nearest(rule_id, ids, at_least=0.5)
        remedy = f"Did you mean ‘{near}’?" if near else f"Its rules are {', '.join(ids)}."
        message = f"This policy has no rule {quoted(rule_id)}. {remedy}"
        raise RightHandleError("unknown_rule", message, status=404, field="rule")
    return "\n".join([*_rule_lines(rule), *_list_lines(rule, policy)]) + "\n"


def _list_lines(rule: Rule, policy: Policy) -> Iterator[str]:
    """The lists that a rule uses, so that nobody has to look for them elsewhere."""
    sought = [name for one in rule.looks_for for name in (one.words if one.kind == "list" else "", one.near)]
    excused = [
        words[1:-1] for words in (*rule.unless, *rule.unless_post, *rule.always_allowed) if words[:1] == "{"
    ]
    used = [name for name in dict.fromkeys([*sought, *excused]) if name in policy.lists]
    for name in used:
        yield ""
        yield _wrapped("; ".join(policy.lists[name]), f"  {{{name}}}: ", hang="    ")


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    yield ""
    yield "\n\n".join(_wrapped(paragraph, "  ") for paragraph in rule.why.split("\n\n"))
    yield ""
    facts = {
        labels.CATEGORY: rule.category,
        labels.WEIGHT: rule.weight,
        labels.APPLIES_TO: ", ".join(_kinds(rule)),
        labels.SITES: ", ".join(each(site_name, rule.sites)),
        labels.SURFACES: ", ".join(each(surface_name, rule.surfaces)),
        labels.ACCOUNTS: ", ".join(map(account_name, rule.accounts)),
        labels.LOOKS_FOR: "; ".join(_looks_for(rule)),
        labels.UNLESS: "; ".join(rule.unless),
        labels.UNLESS_POST: "; ".join(rule.unless_post),
        labels.ALWAYS_ALLOWED: "; ".join(rule.always_allowed),
        labels.INSTEAD: rule.instead,
        labels.CONSEQUENCE: rule.consequence,
        "Where": f"{rule.section}, line {rule.line}",
    }
    for name, words in facts.items():
        if words:
            yield _wrapped(words, f"  {name:<{_NAMES}} ", hang=" " * (_NAMES + 3))
    for name, examples in (("Not allowed", rule.not_allowed), ("Allowed", rule.allowed)):
        yield ""
        yield f"  {name}:"
        for example in examples:
            yield _wrapped(_marked(example), "  > ", hang="    ")


def _marked(example: Example) -> str:
    """The example with its found words between brackets: a terminal may show no bold."""
    text = example.text
    for start, end in sorted(example.spans, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _wrapped(words: str, indent: str = "", *, hang: str | None = None) -> str:
    further = indent if hang is None else hang
    return "\n".join(
        textwrap.fill(
            line,
            _COLUMNS,
            initial_indent=indent if place == 0 else further,
            subsequent_indent=further,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for place, line in enumerate(words.split("\n"))
    )
