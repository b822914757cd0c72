"""``doctor``: what is wrong on this machine, and how to mend it."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from server.errors import RightHandleError
from server.settings import DEFAULT_PORT, HOST, data_folder, prepare_folder

from .common import home_option, json_option, print_json

_FIRST_GOOD_YEAR = 2025
_PATIENCE_SECONDS = 20.0


class Result(NamedTuple):
    """One thing looked at: whether it is well, and what to know or do."""

    what: str
    well: bool
    words: str


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=DEFAULT_PORT, show_default=True)
@home_option
@json_option
def doctor(port: int, home: str | None, *, as_json: bool) -> None:
    """Say what is wrong on this machine and how to mend it. Exit code 1 where something is."""
    folder = data_folder(home)
    results = list(_examine(folder, port))
    if as_json:
        print_json([result._asdict() for result in results])
    else:
        for result in results:
            click.echo(f"{'ok ' if result.well else 'BAD'}  {result.what}: {result.words}")
    sys.exit(0 if all(result.well for result in results) else 1)


def _examine(folder: Path, port: int) -> Iterator[Result]:
    yield _looked("data folder", lambda: _folder(folder))
    yield _port(folder, port)
    yield _clock()
    yield _looked("policy rules and word lists", _detectors)
    if not (folder / "right-handle.db").exists():
        yield Result("database", well=True, words="Nothing is kept yet. Start: python -m server run")
        return
    try:
        yield from _records(folder)
    except RightHandleError as error:
        yield Result("database", well=False, words=error.message)


def _records(folder: Path) -> Iterator[Result]:
    from server.records.verify import verify
    from server.services import Services

    services = Services(folder)
    try:
        damage = services.database.damage()
        mend = f"Damaged ({damage}). End Right Handle and start it again: the file is set aside."
        yield Result("database", well=damage is None, words="Sound." if damage is None else mend)
        in_force = services.policies.current()
        policy = in_force.compiled.policy
        fault = in_force.fault or services.policies.refused()
        yield Result(
            "policy",
            well=fault is None,
            words=f"{policy.title}, version {policy.version}, is in force."
            + (f" A newer one was refused: {fault}" if fault else ""),
        )
        opened = services.vault.open()
        notice = services.vault.notice or "The key lies in the system’s key store."
        yield Result("key store", well=opened, words=notice)
        if opened:
            found = verify(services.database, services.vault, services.ledger)
            first = found.faults[0].message if found.faults else ""
            words = f"{found.rows} rows, whole." if not found.faults else f"{first} See: ledger verify"
            yield Result("ledger", well=not found.faults, words=words)
        keys = len(services.keys.all())
        yield Result("connections", well=True, words=f"{keys} connected." if keys else "None yet. See: pair")
    finally:
        services.close()


def _looked(what: str, look: Callable[[], str]) -> Result:
    try:
        return Result(what, well=True, words=look())
    except RightHandleError as error:
        return Result(what, well=False, words=error.message)


def _folder(folder: Path) -> str:
    if not folder.exists():
        return f"{folder} will be made at the first start."
    prepare_folder(folder)
    return f"{folder}, for you alone."


def _port(folder: Path, port: int) -> Result:
    from server.store.lock import FolderLock

    lock = FolderLock(folder)
    holder = lock.holder() if lock.held() else None
    if holder is not None:
        return Result("companion", well=True, words=f"Running at http://{HOST}:{holder.port}")
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex((HOST, port)) == 0:
            words = f"Another program has port {port}. End it, or choose another: run --port {port + 1}"
            return Result("port", well=False, words=words)
    return Result("port", well=True, words=f"{port} is free. Start: python -m server run")


def _clock() -> Result:
    year = time.gmtime().tm_year
    if year < _FIRST_GOOD_YEAR:
        return Result(
            "clock", well=False, words=f"It says {year}. Set the date; codes and calls depend on it."
        )
    return Result("clock", well=True, words=time.strftime("%Y-%m-%d %H:%M %Z"))


def _detectors() -> str:
    from server.checking.detectors import DETECTORS, warm_up

    warm_up(_PATIENCE_SECONDS)
    waiting = [why for one in DETECTORS if (why := one.ready())]
    if waiting:
        raise RightHandleError("not_ready", f"{'; '.join(waiting)}. Mend: make run installs what is missing.")
    return f"{len(DETECTORS)} detectors are ready."
