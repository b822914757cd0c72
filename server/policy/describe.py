"""A policy told: as JSON for the pages, as plain text for a terminal, one rule at a time or whole."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.rules import Example, Policy, Rule
from server.errors import RightHandleError

from .faults import nearest, quoted
from .labels import KINDS

_COLUMNS = 78
_ITEM = re.compile(r"(?:•|[0-9]+\.) ")


def as_json(policy: Policy) -> dict[str, object]:
    """The body of ``GET policy`` but ``adopted_at``, which only the records know. Spans are UTF-16."""
    rules = {rule.id: rule for rule in policy.rules}
    return {
        "title": policy.title,
        "version": policy.version,
        "sha256": policy.sha256,
        "text": policy.text,
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
        "looks_for": _looks_for(rule),
        "unless": list(rule.unless),
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
    return "\n".join(_rule_lines(rule)) + "\n"


def _rule_lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.id}: {rule.title}"
    yield ""
    yield "\n\n".join(_wrapped(paragraph, "  ") for paragraph in rule.why.split("\n\n"))
    yield ""
    facts = {
        "Category": rule.category,
        "Weight": rule.weight,
        "Applies to": ", ".join(_kinds(rule)),
        "Looks for": "; ".join(_looks_for(rule)),
        "Unless it says": "; ".join(rule.unless),
        "Write instead": rule.instead,
        "Consequence": rule.consequence,
        "Where": f"{rule.section}, line {rule.line}",
    }
    for name, words in facts.items():
        if words:
            yield _wrapped(words, f"  {name:<15} ", hang=" " * 18)
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
