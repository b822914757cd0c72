"""The API in Flask: each call of the list made a route, judged, decoded, answered in one shape."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException

from server.errors import LaterError, RightHandleError
from server.security.calls import Caller
from server.security.cors import allow_paired
from server.security.gate import CALLER
from server.security.keys import Key
from server.services import Services
from server.settings import MAX_BODY_BYTES

from .api import CALLS
from .calls import Asked, Call
from .decode import prepare, read_body, read_query
from .desk import Desk
from .openapi import describe
from .shapes.common import Nothing

if TYPE_CHECKING:
    from logging import Logger

    from .live import Live

ROOT = "/api/v1"
_KEYLESS = frozenset(f"{ROOT}{call.path}" for call in CALLS if call.who is None)
_LONGER = {f"{ROOT}{call.path}": call.max_body for call in CALLS if call.max_body > MAX_BODY_BYTES}


def api(services: Services, live: Live) -> Blueprint:
    """The blueprint of every call."""
    blueprint = Blueprint("api", __name__, url_prefix=ROOT)
    prepare(Nothing)
    desk = Desk(services.policies)
    for call in (*CALLS, _description()):
        for shape in (call.body, call.query, call.answer):
            prepare(shape)
        rule = re.sub(r"\{(\w+)\}", r"<\1>", call.path)
        blueprint.add_url_rule(
            rule,
            endpoint=f"{call.method} {call.path}".replace(".", "_"),
            view_func=_view(call, services, live, desk),
            methods=[call.method],
            provide_automatic_options=False,
        )
    return blueprint


def max_body(path: str) -> int:
    """How many bytes the body of a call on this path may have."""
    return _LONGER.get(path, MAX_BODY_BYTES)


def guard(app: Flask, services: Services) -> None:
    """Judge the signature before anything under /api is routed, and shape what goes wrong."""

    @app.before_request
    def signed_or_refused() -> Response | None:
        return _judge_signature(services) if request.path.startswith("/api") else None

    @app.after_request
    def readable_by_paired(response: Response) -> Response:
        if "Origin" not in request.headers:
            return response
        return allow_paired(response, app, services.keys.origins())

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        _log_without_values(app.logger, error)
        mistake = RightHandleError(
            "internal", "Right Handle made a mistake. Nothing was recorded.", status=500
        )
        return _told(mistake)

    app.register_error_handler(RightHandleError, _told)
    app.register_error_handler(HTTPException, _routing_error)


def _judge_signature(services: Services) -> Response | None:
    if request.method == "OPTIONS":
        # The gate lets a preflight through for paired extensions alone; CORS is added below.
        return Response(status=204)
    caller = request.environ[CALLER]
    if isinstance(caller, Caller):
        if caller.refusal is not None:
            raise caller.refusal
        services.keys.note_use(caller.key)
    elif request.path not in _KEYLESS:
        raise caller
    return None


def _told(error: RightHandleError) -> Response:
    response = _json(error.as_dict(), error.status)
    if isinstance(error, LaterError):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _view(call: Call, services: Services, live: Live, desk: Desk) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        caller = request.environ[CALLER]
        key: Key | None = caller.key if isinstance(caller, Caller) else None
        if call.who is not None and (key is None or key.role not in call.who):
            raise RightHandleError(
                "forbidden", f"This takes the key of: {', '.join(sorted(call.who))}.", status=403
            )
        asked = Asked(
            services=services,
            live=live,
            desk=desk,
            key=key,
            origin=request.headers.get("Origin"),
            body=_sent(call),
            query=read_query(request.args, call.query or Nothing),
            path=path,
        )
        answer = call.handle(asked)
        return Response(status=call.status) if answer is None else _json(answer, call.status)

    return view


def _sent(call: Call) -> msgspec.Struct | None:
    body = request.get_data()
    if call.body is None or (call.body is Nothing and not body):
        if body:
            raise RightHandleError("unexpected_body", "This call takes no body.", status=400)
        return None
    return read_body(body, request.headers.get("Content-Type"), call.body)


def _routing_error(error: HTTPException) -> Response:
    status = error.code or 500
    if request.path.startswith("/api"):
        code, message = {
            404: ("not_found", "There is no such call. See /api/v1/openapi.json"),
            405: ("method_not_allowed", "That method is not known here."),
        }.get(status, ("bad_request", "The request can’t be read."))
        response = _json(RightHandleError(code, message).as_dict(), status)
    else:
        words = "There is no such page." if status == 404 else "That can’t be done here."  # noqa: PLR2004 - Not Found
        response = Response(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(set(allowed) - {"HEAD", "OPTIONS"}))
    return response


def _json(value: object, status: int) -> Response:
    return Response(msgspec.json.encode(value), status=status, content_type="application/json")


def _log_without_values(logger: Logger, error: Exception) -> None:
    # An exception's own words may quote a draft or a key; where it was raised never does.
    where = " < ".join(
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-6:])
    )
    logger.error("%s at %s", type(error).__name__, where)


def _description() -> Call:
    return Call(
        method="GET",
        path="/openapi.json",
        handle=lambda _: describe((*CALLS, _description())),
        answer=dict[str, Any],
        summary="This description",
    )
