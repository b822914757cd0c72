"""The gate: WSGI ahead of Flask, the first to see a request and the last to see its answer.

Host, target, method, Origin and Fetch Metadata are judged on what the socket brought (security.md,
rules 1 to 3), before routing, keys or bodies. Answers leave with the security headers and, where
the call's MAC was right, with their proof.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec

from server.errors import LaterError, RightHandleError

from .calls import Caller, Calls
from .headers import secured

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CALLER = "right_handle.caller"
"""The environ's name for who called: a Caller, or the error that says why it is nobody."""

PAIR = "/api/v1/pair"
EXTENSION_ORIGIN = re.compile(r"(?:chrome|moz)-extension://[A-Za-z0-9-]{1,64}")
_API_METHODS = ("GET", "POST", "PUT", "DELETE", "OPTIONS")
_PAGE_METHODS = ("GET", "HEAD")
_MIB = 1024 * 1024
_SAME = frozenset({"", "none", "same-origin"})


class RefusedMethodError(RightHandleError):
    """A method that this path never takes."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        super().__init__("method_not_allowed", "That method is not known here.", status=405)
        self.allowed = allowed


class Gate:
    """Lets a request in or refuses it. ``max_body`` answers how many bytes the body of a path may have."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        port: Callable[[], int],
        origins: Callable[[], frozenset[str]],
        calls: Calls,
        max_body: Callable[[str], int],
    ) -> None:
        self._app = app
        self._port = port
        self._origins = origins
        self._calls = calls
        self._max_body = max_body

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request."""
        path = str(environ.get("PATH_INFO", ""))
        api = path == "/api" or path.startswith("/api/")
        try:
            self._judge_transport(environ)
        except RightHandleError as error:
            return _refuse(error, environ, start_response)
        if not api:
            return self._page(environ, start_response)
        try:
            limit = self._max_body(path)
            body = _body(environ, limit)
            environ[CALLER] = self._caller(environ, body)
            _judge_method(environ, _API_METHODS)
            self._judge_origin(environ, path, api=True)
            self._judge_fetch(environ)
            _judge_length(body, limit)
        except RightHandleError as error:
            return _refuse(error, environ, start_response)
        return self._api(environ, start_response)

    def _api(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Call the application and hold its answer back until it is proved."""
        held: list[tuple[str, list[tuple[str, str]]]] = []

        def hold(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:  # noqa: ANN401, ARG001 - WSGI's own shape
            held[:] = [(status, headers)]
            return lambda _: None

        parts = self._app(environ, hold)
        try:
            body = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        status, headers = held[0]
        start_response(status, _finished(headers, environ, int(status[:3]), body))
        return [body]

    def _page(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            _judge_method(environ, _PAGE_METHODS)
            self._judge_origin(environ, "", api=False)
        except RightHandleError as error:
            return _refuse(error, environ, start_response, page=True)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:  # noqa: ANN401 - WSGI's own shape
            return start_response(status, secured(headers), *rest)

        return self._app(environ, start)

    def _judge_transport(self, environ: WSGIEnvironment) -> None:
        port = self._port()
        host = environ.get("HTTP_HOST")
        # A page rebound by DNS brings its own name here, and nothing else gives it away.
        if host not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            raise RightHandleError("wrong_host", "Right Handle does not answer to that name.", status=421)
        if not str(environ.get("REQUEST_URI", "/")).startswith("/"):
            raise RightHandleError("wrong_target", "The request’s target must be a path.", status=400)

    def _judge_origin(self, environ: WSGIEnvironment, path: str, *, api: bool) -> None:
        origin = environ.get("HTTP_ORIGIN")
        method = environ["REQUEST_METHOD"]
        if origin is None:
            if method == "OPTIONS":
                raise RefusedMethodError(_API_METHODS)
            return
        if origin == f"http://{environ['HTTP_HOST']}":
            return
        if api and origin in self._origins():
            return
        if path == PAIR and method == "POST" and EXTENSION_ORIGIN.fullmatch(origin):
            return
        raise RightHandleError("wrong_origin", "Right Handle does not answer to that origin.", status=403)

    def _judge_fetch(self, environ: WSGIEnvironment) -> None:
        site = environ.get("HTTP_SEC_FETCH_SITE", "").strip().lower()
        if site not in _SAME and environ.get("HTTP_ORIGIN") not in self._origins():
            raise RightHandleError("cross_site", "Another site’s page may not call this.", status=403)
        if environ.get("HTTP_SEC_FETCH_MODE", "").strip().lower() == "navigate":
            raise RightHandleError("navigation", "The API is not a page.", status=403)

    def _caller(self, environ: WSGIEnvironment, body: bytes) -> Caller | RightHandleError:
        try:
            return self._calls.caller(
                environ.get("HTTP_AUTHORIZATION"),
                str(environ["REQUEST_METHOD"]),
                str(environ.get("REQUEST_URI", "")),
                body,
            )
        except RightHandleError as error:
            # The key store or the database can't be reached: no key can be looked up now.
            return error


def _judge_length(body: bytes, limit: int) -> None:
    if len(body) > limit:
        raise RightHandleError("too_long", f"The request is longer than {limit // _MIB} MiB.", status=413)


def _judge_method(environ: WSGIEnvironment, allowed: tuple[str, ...]) -> None:
    if environ["REQUEST_METHOD"] not in allowed:
        raise RefusedMethodError(allowed)


def _body(environ: WSGIEnvironment, limit: int) -> bytes:
    """Read the body once and leave a copy for the application, which gets none that is too long."""
    body = bytes(environ["wsgi.input"].read())
    given = body if len(body) <= limit else b""
    environ["wsgi.input"] = io.BytesIO(given)
    environ["CONTENT_LENGTH"] = str(len(given))
    return body


def _refuse(
    error: RightHandleError, environ: WSGIEnvironment, start_response: StartResponse, *, page: bool = False
) -> Iterable[bytes]:
    kind = "text/plain; charset=utf-8" if page else "application/json"
    body = f"{error.message}\n".encode() if page else msgspec.json.encode(error.as_dict())
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    if isinstance(error, LaterError):
        headers.append(("Retry-After", str(error.retry_after)))
    if isinstance(error, RefusedMethodError):
        headers.append(("Allow", ", ".join(error.allowed)))
    start_response(
        f"{error.status} {HTTPStatus(error.status).phrase}", _finished(headers, environ, error.status, body)
    )
    return [body]


def _finished(
    headers: list[tuple[str, str]], environ: WSGIEnvironment, status: int, body: bytes
) -> list[tuple[str, str]]:
    finished = secured(headers)
    caller = environ.get(CALLER)
    if isinstance(caller, Caller):
        finished.append(("RH1-Proof", caller.proof(status, body)))
    return finished
