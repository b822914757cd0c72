"""``pair``: a fresh code for a browser, also while the companion runs."""

from __future__ import annotations

import click

from .common import home_option, opened


@click.command()
@home_option
def pair(home: str | None) -> None:
    """Show a fresh pairing code."""
    from server.store.lock import FolderLock

    with opened(home, key=True) as services:
        click.echo(services.pairing.new_code())
        click.echo("Good once, for five minutes. Type it in the extension.", err=True)
        if not FolderLock(services.home).held():
            click.echo("Right Handle isn’t running yet. Start it: python -m server run", err=True)
