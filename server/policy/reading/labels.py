"""The closed set of labels: how one is told from prose, and which one a mistyped name was meant to be.

A new label is one entry in ``RULE_LABELS`` or ``FRONT_LABELS``, and one reader.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, get_args

from server.checking.report import Category, Kind, Weight

from .source import plain

CATEGORIES: tuple[Category, ...] = get_args(Category)
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind != "unknown")


class Label(NamedTuple):
    """A label of the document. ``missing`` is said where a required one is not there."""

    name: str
    missing: str = ""


CATEGORY, WEIGHT, APPLIES_TO = "Category", "Weight", "Applies to"
SITES, SURFACES, ACCOUNTS = "Sites", "Surfaces", "Accounts"
LOOKS_FOR, UNLESS, UNLESS_POST, ALWAYS_ALLOWED = (
    "Looks for",
    "Unless it says",
    "Unless the post says",
    "Always allowed",
)
INSTEAD, CONSEQUENCE = "Write instead", "Consequence"

RULE_LABELS: tuple[Label, ...] = (
    Label(CATEGORY, f"Add ‘- **Category:**’ with one of: {', '.join(CATEGORIES)}."),
    Label(WEIGHT, f"Add ‘- **Weight:**’ with one of: {', '.join(WEIGHTS)}."),
    Label(APPLIES_TO, f"Add ‘- **Applies to:**’ with some of: {', '.join(KINDS)}."),
    Label(SITES),
    Label(SURFACES),
    Label(ACCOUNTS),
    Label(LOOKS_FOR, "Add ‘- **Looks for:**’ with phrases or a detector such as ‘any profanity’."),
    Label(UNLESS),
    Label(UNLESS_POST),
    Label(ALWAYS_ALLOWED),
    Label(INSTEAD),
    Label(CONSEQUENCE, "Add ‘- **Consequence:**’ with what happens then."),
)
"""In the order in which a rule is written."""

VERSION = "Version"
UNREACHABLE = "If Right Handle is not running"
ALLOWANCE = "Allowance"
PERSONAL_USE, PERSONAL_ACTIVITY = "Personal use", "Personal activity"
TRAINING, SIGNATURE = "Training", "Signature"

FRONT_LABELS: tuple[Label, ...] = (
    Label(VERSION, "Add ‘- **Version:** 1’ under the title."),
    Label(UNREACHABLE),
    Label(ALLOWANCE),
    Label(PERSONAL_USE),
    Label(PERSONAL_ACTIVITY),
    Label(TRAINING),
    Label(SIGNATURE),
)

_BY_RULE_NAME = {name: label for label in RULE_LABELS for name in (label.name, label.name.casefold())}
_AS_CALLED = {f"**{label.name}": label for label in RULE_LABELS}
_BY_FRONT_NAME = {name: label for label in FRONT_LABELS for name in (label.name, label.name.casefold())}
RULE_NAMES = tuple(label.name for label in RULE_LABELS)
FRONT_NAMES = tuple(label.name for label in FRONT_LABELS)

LONGEST_NAME = 80
_BARE_LABEL = re.compile(r"^(?P<name>[^*:\n]{2,40}):(?:\s+(?P<value>.*))?$", re.DOTALL)


class Labelled(NamedTuple):
    """A labelled line as it stands. ``bold`` tells a label from prose that has a colon."""

    name: str
    value: str
    bold: bool


def exact_label(source: str) -> tuple[Label, str] | None:
    """A label of a rule written just as it is called, as nearly all are; ``split_label`` reads the rest."""
    name, _, value = source.partition(":** ")
    label = _AS_CALLED.get(name)
    if label is None or not value or value[0] == ":" or value[0].isspace():
        return None
    return label, value


def split_label(source: str) -> Labelled | None:
    """Read ``**Name:** value``, ``**Name**: value`` or ``Name: value``; None for anything else."""
    if source.startswith(("**", "__")):
        end = source.find(source[:2], 2, LONGEST_NAME + 4)
        name, rest = source[2:end].strip(), source[end + 2 :].lstrip()
        if end < 0 or not name or "*" in name or "\n" in name:
            return None
        if name[-1] == ":" or rest[:1] == ":" or rule_label(name):
            return Labelled(name.removesuffix(":").rstrip(), rest.removeprefix(":").strip(), bold=True)
    bare = _BARE_LABEL.match(source)
    return Labelled(bare["name"].strip(), (bare["value"] or "").strip(), bold=False) if bare else None


def rule_label(name: str) -> Label | None:
    """The label of a rule of that name, whatever its case, dashes or spaces."""
    return _named(name, _BY_RULE_NAME)


def front_label(name: str) -> Label | None:
    """The label of the document itself of that name, whatever its case, dashes or spaces."""
    return _named(name, _BY_FRONT_NAME)


def _named(name: str, known: Mapping[str, Label]) -> Label | None:
    return known.get(name) or known.get(plain(name).rstrip(":"))
