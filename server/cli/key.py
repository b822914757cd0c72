"""``key``: programs that may call, and everyone else who is connected."""

from __future__ import annotations

import secrets

import click

from server.errors import RightHandleError

from .common import home_option, json_option, moment, opened, print_json

_LONGEST_NAME = 64


@click.group()
def key() -> None:
    """Pair a program, list and revoke keys."""


@key.command()
@click.argument("name")
@home_option
def new(name: str, home: str | None) -> None:
    """Pair a program: prints its key once, as JSON."""
    from server.security.encoding import to_text

    label = " ".join(name.split())
    if not 1 <= len(label) <= _LONGEST_NAME:
        raise RightHandleError("invalid", "A name has 1 to 64 characters.", field="name")
    secret = secrets.token_bytes(32)
    with opened(home, key=True) as services:
        made = services.keys.add(label, "program", None, secret)
    print_json({"key_id": made.key_id, "secret": to_text(secret)})


@key.command(name="list")
@home_option
@json_option
def list_keys(home: str | None, *, as_json: bool) -> None:
    """Who is connected. The settings page’s own key lives in the running companion alone."""
    with opened(home) as services:
        found = services.keys.all()
    if as_json:
        print_json({"keys": found})
        return
    for one in found:
        used = moment(one.last_used_at)
        click.echo(f"{one.key_id}  {one.role:9}  {one.name}  (since {moment(one.created_at)}, used {used})")
    if not found:
        click.echo("No browser or program is connected.", err=True)


@key.command()
@click.argument("key_id")
@home_option
def revoke(key_id: str, home: str | None) -> None:
    """Take a key away, at once, also from a running companion."""
    with opened(home) as services:
        services.keys.revoke(key_id)
    click.echo(f"{key_id} is revoked.")
