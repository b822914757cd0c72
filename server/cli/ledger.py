"""``ledger``: what is recorded, whether it is whole, a copy of it, and its owner's removal of a range."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from server.errors import RightHandleError

from .common import home_option, json_option, moment, opened, print_json

_SHOWN_FAULTS = 20


@click.group()
def ledger() -> None:
    """See, verify, copy or prune what is recorded."""


@ledger.command(name="list")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=100, show_default=True)
@home_option
@json_option
def list_rows(home: str | None, limit: int, *, as_json: bool) -> None:
    """The newest rows first."""
    from server.records.export import flat

    with opened(home) as services:
        rows = services.ledger.rows(limit=limit)
        head = services.ledger.head()
    if as_json:
        print_json(
            {"count": head.count, "seq": head.seq, "head": head.hash, "rows": [flat(row) for row in rows]}
        )
        return
    for row in rows:
        said = row.content
        what = " ".join(one for one in (said.type, said.verdict, said.decision, *said.rules) if one)
        where = f"{said.account or 'unknown account'} on {said.site or 'unknown site'}"
        click.echo(f"{row.seq:>6}  {moment(row.at)}  {where}  {what}  {said.reason}".rstrip())
    if not rows:
        click.echo("Nothing is recorded yet.", err=True)


@ledger.command()
@home_option
@json_option
def verify(home: str | None, *, as_json: bool) -> None:
    """Tell whether any row was edited, removed, reordered or cut. Exit code 1 where one was."""
    from server.records.verify import verify as verify_ledger

    with opened(home, key=True) as services:
        found = verify_ledger(services.database, services.vault, services.ledger)
    if as_json:
        print_json(
            {"whole": not found.faults, "rows": found.rows, "faults": found.faults, "notes": found.notes}
        )
    else:
        for note in found.notes:
            click.echo(note)
        for fault in found.faults[:_SHOWN_FAULTS]:
            click.echo(fault.message)
        more = len(found.faults) - _SHOWN_FAULTS
        if more > 0:
            click.echo(f"And {more} more.")
        click.echo(f"{found.rows} rows. " + ("Not whole." if found.faults else "Whole."))
    sys.exit(1 if found.faults else 0)


@ledger.command()
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@home_option
def export(home: str | None, form: str) -> None:
    """A copy of every row, on standard output."""
    from server.records.export import as_csv, as_json

    with opened(home) as services:
        for line in (as_csv if form == "csv" else as_json)(services.ledger.every()):
            click.echo(line, nl=False)


@ledger.command()
@click.option("--before", required=True, metavar="DATE", help="Such as 2026-01-31, or with a time.")
@home_option
def prune(home: str | None, before: str) -> None:
    """Remove the rows from before a date; a signed checkpoint stays."""
    from server.records.checkpoints import prune as prune_ledger

    try:
        limit = datetime.fromisoformat(before).astimezone()
    except (ValueError, OverflowError):
        raise RightHandleError("invalid", f"‘{before}’ is not a date. Write 2026-01-31.") from None
    with opened(home, key=True) as services:
        removed = prune_ledger(services.database, services.vault, int(limit.timestamp() * 1000))
    click.echo(f"{removed} rows removed." if removed else "No row is that old.")
