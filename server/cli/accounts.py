"""``accounts``: who may speak where, and what is learned of how each one writes."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import click

from server.errors import RightHandleError

from .common import home_option, json_option, opened, print_json, read_file

_LONGEST_LIST = 100_000_000


@click.group()
def accounts() -> None:
    """Say who may speak where."""


@accounts.command(name="list")
@home_option
@json_option
def list_accounts(home: str | None, *, as_json: bool) -> None:
    """Every registered account."""
    with opened(home) as services:
        found = services.registry.all()
    if as_json:
        print_json({"accounts": found})
        return
    for one in found:
        about = ", ".join(part for part in (one.name, one.purpose) if part)
        learned = f", learned from {one.voice.posts} posts" if one.voice.posts else ""
        click.echo(f"{one.site:10}  @{one.handle}  {one.kind}  ({about}; {one.colour} {one.symbol}{learned})")
    if not found:
        click.echo("No accounts yet. Add one: accounts add HANDLE --site x --kind company", err=True)


@accounts.command()
@click.argument("handle")
@click.option("--site", required=True, help="Such as x, mastodon, or other:HOST.")
@click.option("--kind", required=True, help="company, ambassador or personal.")
@click.option("--name", default="")
@click.option("--purpose", default="")
@click.option("--colour", help="navy, azure, lagoon, fir, bronze, clay, mauve or violet.")
@click.option("--external-id", help="The site’s own number for the account.")
@home_option
@json_option
def add(home: str | None, *, as_json: bool, **said: str) -> None:
    """Register an account."""
    from server.accounts.registry import Details

    with opened(home) as services:
        added = services.registry.add(Details(**said))
    if as_json:
        print_json(added)
    else:
        click.echo(
            f"@{added.handle} on {added.site} is registered as {added.kind}: {added.colour} {added.symbol}."
        )


@accounts.command()
@click.argument("handle")
@click.option("--site", help="Where the handle is on more than one.")
@home_option
def remove(handle: str, site: str | None, home: str | None) -> None:
    """Take an account out, and what was learned of it."""
    with opened(home) as services:
        account = services.registry.on_any_site(handle, site)
        services.registry.remove(account.id)
    click.echo(f"@{account.handle} on {account.site} is removed.")


@accounts.command()
@click.argument("handle")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--site", help="Where the handle is on more than one.")
@home_option
def learn(handle: str, file: Path, site: str | None, home: str | None) -> None:
    """Learn how an account writes from its own posts, one ``{"text"}`` a line: counts are kept, no text."""
    from server.checking.voice import observe

    texts = _texts(read_file(file))
    with opened(home) as services:
        account = services.registry.on_any_site(handle, site)
        voice = services.registry.learn(account.id, observe(texts))
    click.echo(
        f"Learned from {len(texts)} posts of @{account.handle}, {voice.posts} in all. No text is kept."
    )


def _texts(data: bytes) -> list[str]:
    import msgspec

    class Line(msgspec.Struct):
        text: str

    if len(data) > _LONGEST_LIST:
        raise RightHandleError("too_long", "At most 100 MB of posts at once.", field="file")
    texts = []
    for number, line in enumerate(data.removeprefix(BOM_UTF8).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            texts.append(msgspec.json.decode(line, type=Line).text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise RightHandleError(
                "invalid", f'Line {number} is not {{"text": "…"}}. Nothing was learned.', field="file"
            ) from None
    return texts
