"""Strict reading of what a caller sends: exact content type, UTF-8, no duplicate keys, closed schema."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import msgspec

from server.errors import RightHandleError

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

_Shape = TypeVar("_Shape", bound=msgspec.Struct)

_CONTENT_TYPE = re.compile(r'application/json(?:\s*;\s*charset="?utf-8"?)?', re.IGNORECASE)
_WHERE = re.compile(r"^(?P<what>.*?) - at `(?:key in )?(?P<path>[^`]*)`$", re.DOTALL)
_NAMED = re.compile(r"^Object (?:contains unknown|missing required) field `(?P<name>.*)`$", re.DOTALL)


def prepare(shape: object) -> None:
    """Build the reader of a shape now, while there is one thread.

    Else msgspec (0.22) builds it when it is first used, and two requests that use it first at the same
    moment end the whole companion: one follows a null pointer in what the other has half built.
    """
    msgspec.json.Decoder(shape)


def read_body(body: bytes, content_type: str | None, shape: type[_Shape]) -> _Shape:
    """Decode a JSON body. Raises 415 for another type, 400 for what is not JSON, 422 for a wrong shape."""
    if not _CONTENT_TYPE.fullmatch((content_type or "").strip()):
        raise RightHandleError("wrong_type", "Send application/json in UTF-8.", status=415)
    try:
        read = msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        _refuse_shape(str(error))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise RightHandleError("not_json", "The body is not JSON in UTF-8.", status=400) from None
    _refuse_duplicates(body)
    return read


def read_query(given: MultiDict[str, str], shape: type[_Shape]) -> _Shape:
    """Convert a query string. Raises 422 for an unknown, repeated or wrong parameter."""
    for name in given:
        if len(given.getlist(name)) > 1:
            raise RightHandleError("invalid", "This parameter stands there twice.", field=name)
    try:
        return msgspec.convert(given.to_dict(), shape, strict=False)
    except msgspec.ValidationError as error:
        _refuse_shape(str(error))


def _refuse_shape(said: str) -> NoReturn:
    found = _WHERE.match(said)
    what, path = (found["what"], found["path"]) if found else (said, "$")
    field = path.removeprefix("$").removeprefix(".").replace("[...]", "[]")
    named = _NAMED.match(what)
    if named:
        field = f"{field}.{named['name']}" if field else named["name"]
        what = "This field is not known." if "unknown" in what else "This field is missing."
    raise RightHandleError("invalid", what[:300], field=field[:200] or None)


def _refuse_duplicates(body: bytes) -> None:
    """Two readers that take different ones of two equal keys disagree about what was signed."""

    def once(pairs: list[tuple[str, Any]]) -> None:
        names = [name for name, _ in pairs]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise RightHandleError(
                "duplicate", "This field stands there twice.", status=400, field=twice[:200]
            )

    try:
        json.loads(body, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise RightHandleError("not_json", "The body is not JSON in UTF-8.", status=400) from None
