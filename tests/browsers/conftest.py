"""Both real browsers, each with its own companion, opened once and used by every test."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.launcher.extension import private_copy
from tests.browsers.companion import Companion
from tests.browsers.driver.chromium import Chromium
from tests.browsers.driver.firefox import Firefox
from tests.browsers.driver.page import Browser, Page, until
from tests.browsers.sites import tls
from tests.browsers.sites.people import people
from tests.browsers.sites.server import HOSTS, Record, handler_for
from tests.browsers.stage import SITES, Stage

_HERE = Path(__file__).parent


@dataclass
class Sites:
    """The local TLS server, the proxy that leads Firefox to it, and what was posted there."""

    record: Record
    tls_port: int
    proxy_port: int


@dataclass
class World:
    """One browser, connected to a companion of its own."""

    browser: Browser
    companion: Companion
    sites: Sites

    def stage(self, page: Page, site: str) -> Stage:
        """One site in `page`; nothing was posted there yet."""
        self.sites.record.clear()
        return Stage(page, site, self.sites.record, f"http://127.0.0.1:{self.companion.port}/practice")


def program(*names: str) -> Path:
    """The program of a browser; a browser that is missing is a failure, never a pass."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found, f"{names[0]} is not installed: `make test` says how to get it"
    return Path(found)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Serves x.com, bsky.app and mastodon.social on this machine."""
    folder = tmp_path_factory.mktemp("sites")
    bundle = ["node", str(_HERE / "sites" / "bundle.mjs"), str(folder / "assets")]
    done = subprocess.run(bundle, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    record = Record()
    server = tls.TlsServer(handler_for(record, folder / "assets"), tls.certificate(folder, list(HOSTS)))
    proxy = tls.ConnectProxy(server.server_address[1])
    for each in (server, proxy):
        threading.Thread(target=each.serve_forever, daemon=True).start()
    yield Sites(record, server.server_address[1], proxy.server_address[1])
    for each in (proxy, server):
        each.shutdown()
        each.server_close()


def open_browser(name: str, folder: Path, extension: Path, sites: Sites, *, dark: bool = False) -> Browser:
    """Opens one of the two browsers in a fresh profile under `folder`."""
    profile = folder / "profile"
    profile.mkdir()
    if name == "chromium":
        found = program("chromium", "chromium-browser")
        return Chromium(found, profile, extension, tls_port=sites.tls_port, dark=dark)
    found = program("firefox-esr", "firefox")
    return Firefox(found, profile, extension, proxy_port=sites.proxy_port, dark=dark)


@pytest.fixture(scope="session", params=["chromium", "firefox"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sites: Sites
) -> Iterator[World]:
    """A browser with the extension installed and paired, and the accounts of every site known."""
    with a_world(request.param, tmp_path_factory.mktemp(request.param), sites) as made:
        yield made


@contextlib.contextmanager
def a_world(name: str, folder: Path, sites: Sites, *, dark: bool = False) -> Iterator[World]:
    """Starts a companion and a browser that is connected to it, and ends both."""
    companion = Companion(folder / "home")
    companion.start()
    known = {
        (each["site"], "@" + each["handle"].lower().removeprefix("@"))
        for each in companion.ask("GET", "accounts")["accounts"]
    }
    for site in SITES:
        for person in people(site):
            if (site, person.shown.lower()) not in known:
                body = {"site": site, "handle": person.shown, "kind": person.kind, "name": person.name}
                companion.ask("POST", "accounts", body)
    extension = private_copy(folder, port=companion.port, code=companion.code())
    browser = open_browser(name, folder, extension, sites, dark=dark)
    try:
        until(companion.browsers, "the extension paired")
        yield World(browser, companion, sites)
    finally:
        browser.close()
        companion.stop()


@pytest.fixture
def page(world: World) -> Iterator[Page]:
    """A fresh tab."""
    tab = world.browser.open()
    yield tab
    tab.close()


@pytest.fixture(params=SITES)
def stage(request: pytest.FixtureRequest, world: World, page: Page) -> Stage:
    """Each of the four sites, not yet opened."""
    return world.stage(page, request.param)
