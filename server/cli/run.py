"""``run``: the companion itself."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.errors import RightHandleError
from server.settings import DEFAULT_PORT, HOST, data_folder, prepare_folder

from .common import home_option

if TYPE_CHECKING:
    from server.launcher import Launched
    from server.security.keys import Key
    from server.services import Services
    from server.store.lock import FolderLock

_LAST_PORT = 65_535
_WINDOWS_SECONDS = 0.5
"""There, a wait without an end doesn't hear Ctrl-C."""


@click.command()
@click.option("--port", type=click.IntRange(0, _LAST_PORT), default=DEFAULT_PORT, show_default=True)
@click.option("--no-browser", is_flag=True, help="Open no browser.")
@home_option
def run(port: int, home: str | None, *, no_browser: bool) -> None:
    """Start the companion. Ctrl-C ends it."""
    from server.store.lock import FolderLock

    folder = data_folder(home)
    prepare_folder(folder)
    lock = FolderLock(folder)
    if not lock.take():
        holder = lock.holder()
        where = f" at http://{HOST}:{holder.port}" if holder else ""
        click.echo(f"Right Handle is already running{where} (data folder {folder}).")
        return
    asked_to_end = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: asked_to_end.set())
    try:
        _serve(folder, lock, port, asked_to_end, no_browser=no_browser)
    finally:
        lock.close()
    click.echo("Right Handle has stopped.", err=True)


def _serve(folder: Path, lock: FolderLock, port: int, end: threading.Event, *, no_browser: bool) -> None:
    from server.app import create_app
    from server.services import open_nonces, open_services
    from server.web.live import Live
    from server.web.serve import Server, bind

    listener = bind(port)
    services, damage = open_services(folder)
    nonces = open_nonces(folder)
    browser = _Browser(services)
    server = None
    warming = threading.Thread(target=_warm_up, args=(services,), daemon=True, name="warm-up")
    try:
        services.vault.open()
        services.policies.adopt_starter()
        port = int(listener.getsockname()[1])
        gate = create_app(services, port=lambda: port, nonces=nonces, live=Live(damage))
        server = Server(gate, listener)
        lock.write(port)
        _greet(services, port, damage)
        warming.start()
        if not no_browser:
            browser.open(port)
        while not end.wait(_WINDOWS_SECONDS if sys.platform == "win32" else None):
            pass
    finally:
        browser.close()
        if server is not None:
            server.close()
        listener.close()
        if warming.ident is not None:
            # It reads the database, which must not be closed under it.
            warming.join(timeout=10)
        nonces.close()
        services.close()


def _greet(services: Services, port: int, damage: str | None) -> None:
    address = f"http://{HOST}:{port}"
    click.echo(f"Right Handle is running at {address}")
    click.echo(f"Settings: {address}/   Practice page: {address}/practice")
    for notice in (damage, services.vault.notice):
        if notice:
            click.echo(f"Note: {notice}", err=True)
    try:
        click.echo(f"Pairing code: {services.pairing.new_code()} (good once, for five minutes)")
    except RightHandleError as error:
        click.echo(f"No browser can be connected yet: {error.message}", err=True)
    click.echo("Ctrl-C ends it.")
    sys.stdout.flush()


def _warm_up(services: Services) -> None:
    from server.checking.detectors import warm_up

    services.policies.current()
    warm_up()


class _Browser:
    """The browser that `run` brings along, opened beside the service so that neither waits."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._launched: Launched | None = None
        self._paired = threading.Event()
        self._opening: threading.Thread | None = None

    def open(self, port: int) -> None:
        """Open it."""
        self._services.keys.when_added = self._note_pairing
        self._opening = threading.Thread(target=self._open, args=(port,), daemon=True, name="browser")
        self._opening.start()

    def close(self) -> None:
        """End it with the companion."""
        if self._opening is not None:
            self._opening.join(timeout=10)
        if self._launched is not None:
            self._launched.close()

    def _open(self, port: int) -> None:
        from server.launcher import launch, steps_by_hand

        self._launched = launch(
            port,
            self._services.home,
            self._services.pairing.new_code,
            lambda said: click.echo(said, err=True),
        )
        if self._launched is None:
            click.echo(steps_by_hand(port))
            sys.stdout.flush()
        elif self._paired.is_set():
            self._launched.paired()

    def _note_pairing(self, key: Key) -> None:
        if key.role == "extension":
            self._paired.set()
            if self._launched is not None:
                self._launched.paired()
