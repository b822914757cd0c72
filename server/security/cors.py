"""CORS for paired extensions, by flask-cors, decided afresh for each answer.

The gate has refused foreign origins before this runs; this only tells the browser that an
extension whose host permission was withdrawn may still read its answers.
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask_cors.core import get_cors_options, set_cors_headers

_MAX_AGE_SECONDS = 600


def allow_paired(response: Response, app: Flask, paired: frozenset[str]) -> Response:
    """Name the caller's origin in the answer where it is literally a paired extension's."""
    origin = request.headers.get("Origin")
    # flask-cors compares without case and reads patterns; a literal match comes first.
    if origin is None or origin not in paired:
        return response
    options = get_cors_options(
        app,
        {
            "origins": [origin],
            "methods": ["GET", "POST", "PUT", "DELETE"],
            "allow_headers": ["Authorization", "Content-Type"],
            "expose_headers": ["RH1-Proof", "Retry-After"],
            "max_age": _MAX_AGE_SECONDS,
            "supports_credentials": False,
            "allow_private_network": False,
        },
    )
    answered: Response = set_cors_headers(response, options)
    return answered
