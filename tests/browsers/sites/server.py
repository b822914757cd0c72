"""What stands behind the sites' names: their pages, and a record of every post they were sent."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.browsers.sites.people import people

HOSTS = {
    "x.com": "x",
    "bsky.app": "bluesky",
    "mastodon.social": "mastodon",
    "morel.us-east.host.bsky.network": "bluesky-data",
}


@dataclass(frozen=True)
class Post:
    """A publish request that arrived: what it said, and how the page says it came about."""

    method: str
    path: str
    body: dict[str, Any]
    trigger: str  # the page's event: click, submit, keydown
    trusted: bool  # that event's isTrusted

    @property
    def text(self) -> str:
        """The post's words, from where each site's request has them."""
        if "variables" in self.body:
            return str(self.body["variables"]["tweet_text"])
        if "writes" in self.body:
            return str(self.body["writes"][0]["value"]["text"])
        return str(self.body["status"])


@dataclass
class Record:
    """Every publish request since the last `clear`."""

    posts: list[Post] = field(default_factory=list)

    def clear(self) -> None:
        """Forgets what arrived so far."""
        self.posts.clear()


def handler_for(record: Record, bundles: Path) -> type[BaseHTTPRequestHandler]:
    """Makes the request handler that serves the pages from `bundles` and writes to `record`."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site = HOSTS.get(self.headers.get("Host", ""))
            address = urlsplit(self.path)
            if site is None:
                self._answer(404, "text/plain", b"")
            elif address.path.startswith("/assets/"):
                file = bundles / Path(address.path).name
                kind = "text/javascript" if file.suffix == ".js" else "text/css"
                self._answer(200, kind, file.read_bytes())
            else:
                query = {key: values[0] for key, values in parse_qs(address.query).items()}
                self._answer(200, "text/html; charset=utf-8", _html(site, query).encode(), strict=site)

        def do_POST(self) -> None:
            if self.headers.get("Host", "") not in HOSTS:  # the browser's own errands
                self.close_connection = True
                self._answer(404, "text/plain", b"")
                return
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))) or b"{}")
            with lock:
                record.posts.append(
                    Post(
                        "POST",
                        urlsplit(self.path).path,
                        body,
                        self.headers.get("X-Trigger", ""),
                        self.headers.get("X-Trusted") == "true",
                    )
                )
            self._answer(200, "application/json", b"{}")

        def do_OPTIONS(self) -> None:
            self._answer(204, "text/plain", b"")

        def log_message(self, *args: object) -> None:
            pass

        def _answer(self, status: int, kind: str, body: bytes, *, strict: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
            self.send_header(
                "Access-Control-Allow-Headers", "content-type, authorization, x-trigger, x-trusted"
            )
            if strict:  # as strict as the sites' own, so that what we do in their pages is really allowed
                self.send_header(
                    "Content-Security-Policy",
                    "default-src 'self'; script-src 'self' 'nonce-rh'; style-src 'self' 'unsafe-inline'; "
                    "connect-src 'self' https://*.host.bsky.network; frame-ancestors 'none'",
                )
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _html(site: str, query: dict[str, str]) -> str:
    accounts = [asdict(person) for person in people(site)]
    active = 1 if query.get("as") == "personal" else 0
    shown = 1 - active if query.get("readings") == "disagree" else active
    start = json.dumps({"accounts": accounts, "active": active, "shown": shown, "slow": query.get("slow")})
    blob = _DATA[site](accounts, active) if site in _DATA else ""
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{site}</title><link rel="stylesheet" href="/assets/{site}.css">
<script nonce="rh">window.__START__ = {start};</script>{blob}
</head><body>{_ROOT[site]}<script src="/assets/{site}.js"></script></body></html>"""


def _x_data(accounts: list[dict[str, str]], active: int) -> str:
    users = {
        each["id"]: {"id_str": each["id"], "screen_name": each["handle"], "name": each["name"]}
        for each in accounts
    }
    state = {"entities": {"users": {"entities": users}}, "session": {"user_id": accounts[active]["id"]}}
    return f'<script nonce="rh">window.__INITIAL_STATE__={json.dumps(state)};</script>'


def _mastodon_data(accounts: list[dict[str, str]], active: int) -> str:
    known = {
        each["id"]: {"id": each["id"], "acct": each["handle"], "username": each["handle"],
                     "display_name": each["name"], "url": f"https://mastodon.social/@{each['handle']}"}
        for each in accounts
    }  # fmt: skip
    state = {
        "meta": {"me": accounts[active]["id"], "domain": "mastodon.social", "access_token": "test"},
        "accounts": known,
    }
    return f'<script id="initial-state" type="application/json">{json.dumps(state)}</script>'


_DATA = {"x": _x_data, "mastodon": _mastodon_data}
_ROOT = {
    "x": '<div id="react-root"></div>',
    "bluesky": '<div id="root"></div>',
    "mastodon": '<div id="mastodon" class="app-holder"></div>',
}
