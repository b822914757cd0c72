"""``policy``: the document checked, shown, explained, compared, started and adopted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.errors import RightHandleError
from server.policy.starter import SMALL_COMPANY, STARTERS

from .common import home_option, opened, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from server.checking.rules import Policy
    from server.policy.faults import PolicyError

_file = click.argument("file", type=click.Path(path_type=Path))

_MOST_CHANGES = 40
"""Told when a policy is adopted: a list that scrolls away is not read. ``policy diff`` has them all."""

WAYS: tuple[tuple[str, str], ...] = (
    ("Project Falcon", "A phrase, in any case and also disguised."),
    ("“any profanity”", "In quotation marks, words are a phrase and never anything else."),
    ("any form of launch", "A phrase in all its inflections: launches, launched, launching."),
    ("{client names}", "Whatever stands in this list of the document."),
    ("pattern `PRJ-[0-9]{4}`", "A regular expression between backticks, tried under a time limit."),
    (
        "any figure near {client names}",
        "Only with an entry of the list at most 12 words away in the sentence.",
    ),
)
"""How each kind of thing is written behind ``Looks for``, and what it finds."""


@click.group()
def policy() -> None:
    """Check, show, explain, compare, start or adopt a policy."""


@policy.command()
@_file
def check(file: Path) -> None:
    """Validate FILE and run every example in it.

    Says what is good, and what the document says nothing about. Faults go to standard error as
    FILE:LINE: RULE: MESSAGE, all of them together, and the exit code is 1.
    """
    from server.policy.examples import load_policy
    from server.policy.faults import PolicyError
    from server.policy.telling.coverage import coverage, says_nothing_about

    try:
        found = load_policy(read_file(file)).policy
    except PolicyError as error:
        _tell_faults(file, error)
        sys.exit(1)
    click.echo(f"{_name(found)}: {_counts(found)}, all good.")
    _tell_row("It covers", [f"{topic.name} ({topic.where})" for topic in coverage(found) if topic.where])
    _tell_row("It says nothing about", says_nothing_about(found))


def _counts(found: Policy) -> str:
    from server.policy.telling.told import counted

    examples = sum(len(rule.not_allowed) + len(rule.allowed) for rule in found.rules)
    counts = [counted(len(found.rules), "rule"), counted(examples, "example")]
    counts += [counted(len(found.lists), "list")] if found.lists else []
    counts += [counted(len(found.accounts), "account")] if found.accounts else []
    return ", ".join(counts)


def _tell_row(start: str, words: Sequence[str]) -> None:
    from server.policy.telling.told import listed

    if words:
        click.echo(click.wrap_text(f"{start} {listed(words)}.", width=78, subsequent_indent="  "))


@policy.command()
@home_option
def show(home: str | None) -> None:
    """Print the policy in force, as people read it."""
    from server.policy.telling.describe import as_text

    with opened(home) as services:
        in_force = services.policies.current()
    click.echo(as_text(in_force.compiled.policy))
    if in_force.fault:
        click.echo(f"A newer policy can’t be used: {in_force.fault}", err=True)


@policy.command()
@click.argument("rule")
@home_option
def explain(rule: str, home: str | None) -> None:
    """Print one RULE of the policy in force, by its id.

    What it is for, what it looks for and where, what to write instead, its examples, and the lists it uses.
    """
    from server.policy.telling.describe import explain as explain_rule

    with opened(home) as services:
        click.echo(explain_rule(services.policies.current().compiled.policy, rule))


@policy.command()
@_file
@home_option
def use(file: Path, home: str | None) -> None:
    """Adopt FILE: in force at once, also in a running companion.

    Says what changes. A file with a fault is refused whole, and the policy in force stays.
    """
    from server.policy.faults import PolicyError
    from server.policy.telling.diff import changes

    document = read_file(file)
    with opened(home) as services:
        before = services.policies.current().compiled.policy
        try:
            adopted = services.policies.adopt(document).compiled.policy
        except PolicyError as error:
            _tell_faults(file, error)
            click.echo(f"{_name(before)}, stays in force.", err=True)
            sys.exit(1)
    told = changes(before, adopted)
    _tell(told[:_MOST_CHANGES])
    if len(told) > _MOST_CHANGES:
        click.echo(f"And {len(told) - _MOST_CHANGES} more changes.")
    click.echo(f"{_name(adopted)}, is in force.")


@policy.command()
@click.argument("files", metavar="[OLD] NEW", nargs=-1, required=True, type=click.Path(path_type=Path))
@home_option
def diff(files: tuple[Path, ...], home: str | None) -> None:
    """Say what changes from OLD to NEW, a sentence each.

    With one file alone: what it would change in the policy in force.
    """
    from server.policy.telling.diff import changes

    if len(files) > 2:  # noqa: PLR2004 - a pair
        raise RightHandleError("usage", "Two files can be compared, or one with the policy in force.")
    after = _read(files[-1])
    if len(files) > 1:
        before = _read(files[0])
    else:
        with opened(home) as services:
            before = services.policies.current().compiled.policy
    _tell(changes(before, after) or ("Nothing that counts has changed.",))


def _read(file: Path) -> Policy:
    from server.policy.document import read_policy
    from server.policy.faults import PolicyError

    try:
        return read_policy(read_file(file))
    except PolicyError as error:
        _tell_faults(file, error)
        sys.exit(1)


@policy.command()
def detectors() -> None:
    """List what a rule can look for by name, and how everything else is written."""
    from server.checking.detectors import DETECTORS

    click.echo("Behind ‘Looks for’, by name:\n")
    _tell_table((detector.name, detector.finds) for detector in DETECTORS)
    click.echo("\nIn your own words, parted by semicolons:\n")
    _tell_table(WAYS)
    click.echo("\nA list stands in a chapter, above its rules:\n")
    click.echo("  - **{client names}:** Halcyon Bank; Northwind")
    click.echo("\nAn exception takes phrases, {lists}, web addresses and numbers:\n")
    click.echo("  - **Unless it says:** case study; halden.example/news; {published clients}")


def _tell_table(rows: Iterable[tuple[str, str]]) -> None:
    formatter = click.HelpFormatter(width=100)
    formatter.indent()
    formatter.write_dl(list(rows), col_max=34)
    click.echo(formatter.getvalue(), nl=False)


@policy.command()
@click.option(
    "--from", "starter", metavar="NAME", default=SMALL_COMPANY, help=f"One of: {', '.join(STARTERS)}."
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
def new(starter: str, file: Path | None) -> None:
    """Start a policy from one that comes with Right Handle.

    Writes it to FILE, which must not be there yet, or else to standard output. Put your own names in it,
    check it, and adopt it.
    """
    from server.policy.starter import starter_bytes

    document = starter_bytes(starter)
    if file is None:
        click.echo(document, nl=False)
        return
    try:
        with file.open("xb") as written:
            written.write(document)
    except FileExistsError:
        message = f"{file} is there already, and nothing was written. Choose another name."
        raise RightHandleError("file", message, status=409, field="file") from None
    except OSError as error:
        raise RightHandleError("file", f"{file}: {error.strerror}.", status=422, field="file") from None
    click.echo(f"{file} is yours now. Put your own names in it, then: policy check {file}")


def _name(found: Policy) -> str:
    return f"{found.title}, version {found.version}"


def _tell(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo(sentence)


def _tell_faults(file: Path, error: PolicyError) -> None:
    for fault in error.errors:
        click.echo(fault.in_file(str(file)), err=True)
