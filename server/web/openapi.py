"""openapi.json, made of the very list that the routes are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import msgspec

from server import VERSION

from .calls import Call
from .shapes.common import ErrorAnswer

_COMMON_ERRORS = (400, 401, 403, 413, 421, 422, 429, 503)
_KEYLESS_ERRORS = (400, 403, 413, 421, 422, 503)
_PROOF = {
    "RH1-Proof": {
        "description": "HMAC-SHA256 by the shared secret; on every answer to a call whose MAC was right.",
        "schema": {"type": "string"},
    }
}


def describe(calls: Iterable[Call]) -> dict[str, Any]:
    """The whole description (OpenAPI 3.1)."""
    listed = tuple(calls)
    shapes = [one for call in listed for one in (call.body, call.query, call.answer) if one is not None]
    _, components = msgspec.json.schema_components(
        [*dict.fromkeys(shapes), ErrorAnswer], ref_template="#/components/schemas/{name}"
    )
    paths: dict[str, dict[str, Any]] = {}
    for call in listed:
        paths.setdefault(f"/api/v1{call.path}", {})[call.method.lower()] = _operation(call)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Right Handle",
            "version": VERSION,
            "description": "The companion’s API. Calls are signed and answers proved (RH1).",
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "RH1": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "RH1 KEYID:TIME:NONCE:MAC, signed afresh for each call.",
                }
            },
        },
    }


def _operation(call: Call) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": call.summary,
        "operationId": f"{call.method.lower()}{re.sub(r'[^a-z0-9]+', '_', call.path)}",
        "responses": _responses(call),
        "security": [] if call.who is None else [{"RH1": []}],
    }
    if call.who is not None:
        operation["description"] = f"Keys: {', '.join(sorted(call.who))}."
    parameters = [*_path_parameters(call), *_query_parameters(call)]
    if parameters:
        operation["parameters"] = parameters
    if call.body is not None:
        operation["requestBody"] = {
            "required": bool(msgspec.structs.fields(call.body)),
            "content": {"application/json": {"schema": _schema(call.body)}},
        }
    return operation


def _responses(call: Call) -> dict[str, Any]:
    good: dict[str, Any] = {"description": HTTPStatus(call.status).phrase}
    if call.who is not None:
        good["headers"] = _PROOF
    if call.answer is not None:
        good["content"] = {"application/json": {"schema": _schema(call.answer)}}
    common = _KEYLESS_ERRORS if call.who is None else _COMMON_ERRORS
    errors = sorted({*common, *call.errors, *((415,) if call.body else ())})
    return {str(call.status): good} | {
        str(status): {
            "description": HTTPStatus(status).phrase,
            "content": {"application/json": {"schema": _schema(ErrorAnswer)}},
        }
        for status in errors
    }


def _path_parameters(call: Call) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", call.path)
    ]


def _query_parameters(call: Call) -> list[dict[str, Any]]:
    if call.query is None:
        return []
    _, components = msgspec.json.schema_components([call.query])
    properties = components[call.query.__name__]["properties"]
    return [{"name": name, "in": "query", "schema": schema} for name, schema in properties.items()]


def _schema(shape: Any) -> dict[str, Any]:  # noqa: ANN401 - any type that msgspec describes
    (schema,), _ = msgspec.json.schema_components([shape], ref_template="#/components/schemas/{name}")
    return schema
