"""``policy``: the document checked, shown, explained and adopted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import home_option, opened, read_file

if TYPE_CHECKING:
    from server.policy.faults import PolicyError

_file = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def policy() -> None:
    """Check, show, explain or adopt a policy."""


@policy.command()
@_file
def check(file: Path) -> None:
    """Validate a file and run every example in it. Exit code 1 where it is refused."""
    from server.policy.examples import load_policy
    from server.policy.faults import PolicyError

    try:
        found = load_policy(read_file(file)).policy
    except PolicyError as error:
        _tell(file, error)
        sys.exit(1)
    examples = sum(len(rule.not_allowed) + len(rule.allowed) for rule in found.rules)
    click.echo(
        f"{found.title}, version {found.version}: {len(found.rules)} rules, {examples} examples, all good."
    )


@policy.command()
@home_option
def show(home: str | None) -> None:
    """The policy in force."""
    from server.policy.describe import as_text

    with opened(home) as services:
        in_force = services.policies.current()
    click.echo(as_text(in_force.compiled.policy))
    if in_force.fault:
        click.echo(f"A newer policy can’t be used: {in_force.fault}", err=True)


@policy.command()
@click.argument("rule")
@home_option
def explain(rule: str, home: str | None) -> None:
    """One rule: what, why, what instead, and its examples."""
    from server.policy.describe import explain as explain_rule

    with opened(home) as services:
        click.echo(explain_rule(services.policies.current().compiled.policy, rule))


@policy.command()
@_file
@home_option
def use(file: Path, home: str | None) -> None:
    """Adopt a file: in force at once, also in a running companion. A broken one changes nothing."""
    from server.policy.faults import PolicyError

    document = read_file(file)
    with opened(home) as services:
        try:
            adopted = services.policies.adopt(document).compiled.policy
        except PolicyError as error:
            _tell(file, error)
            kept = services.policies.current().compiled.policy
            click.echo(f"{kept.title}, version {kept.version}, stays in force.", err=True)
            sys.exit(1)
    click.echo(f"{adopted.title}, version {adopted.version}, is in force.")


def _tell(file: Path, error: PolicyError) -> None:
    for fault in error.errors:
        click.echo(fault.in_file(str(file)), err=True)
