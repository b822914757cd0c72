"""Wiring: the pages and the API in Flask, behind the gate."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from server.security.calls import Calls
from server.security.gate import Gate
from server.security.nonces import Nonces
from server.services import Services
from server.web.live import Live
from server.web.pages import pages
from server.web.routes import api, guard, max_body


def create_app(services: Services, *, port: Callable[[], int], nonces: Nonces, live: Live) -> Gate:
    """The companion as a WSGI application. ``port`` answers where it listens, once that is known."""
    app = Flask("server", static_folder="web/static", template_folder="web/templates")
    app.url_map.merge_slashes = False
    app.register_blueprint(pages)
    app.register_blueprint(api(services, live))
    guard(app, services)
    return Gate(
        app.wsgi_app,
        port=port,
        origins=services.keys.origins,
        calls=Calls(services.keys, nonces),
        max_body=max_body,
    )
