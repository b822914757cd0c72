"""What the commands share: where the data lies, and opening it for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.errors import RightHandleError
from server.settings import HOME_VARIABLE, data_folder

if TYPE_CHECKING:
    from server.services import Services

home_option = click.option(
    "--home", metavar="DIR", help=f"The data folder; else ${HOME_VARIABLE}, else the platform’s own."
)
_MOST_BYTES = 256 * 1024 * 1024
"""Of a file that a person names: far more than any of ours has, and less than would fill the memory."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def opened(home: str | None, *, key: bool = False) -> Iterator[Services]:
    """The companion's parts, for as long as a command runs. ``key`` needs the key store open too."""
    from server.services import Services

    services = Services(data_folder(home))
    try:
        if key and not services.vault.open():
            raise RightHandleError("key_store_locked", str(services.vault.notice), status=503)
        yield services
    finally:
        services.close()


def print_json(value: object) -> None:
    """Print one value as one line of JSON."""
    import msgspec

    click.echo(msgspec.json.encode(value))


def moment(at: int | None) -> str:
    """Unix milliseconds in the local time of the machine, to the minute."""
    from datetime import UTC, datetime

    if at is None:
        return "never"
    return datetime.fromtimestamp(at / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def read_file(path: Path) -> bytes:
    """A file that the person named, or a sentence why not."""
    try:
        with path.open("rb") as file:
            read = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise RightHandleError("file", f"{path}: {error.strerror}.", status=422) from None
    if len(read) > _MOST_BYTES:
        raise RightHandleError("file", f"{path}: Longer than {_MOST_BYTES // 1024**2} MiB.", status=422)
    return read
