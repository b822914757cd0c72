"""waitress, with limits that half-open sockets can't reach and its own refusals in our shape."""

from __future__ import annotations

import select
import socket
import sys
import threading
from typing import Any

import msgspec
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge

from server.errors import RightHandleError
from server.security.gate import Gate
from server.security.headers import secured
from server.settings import HOST, MAX_DISCARDED_BYTES, MAX_RECEIVED_BYTES

_CODES = {
    400: ("bad_request", "The request can’t be read."),
    413: ("too_long", f"The request is longer than {MAX_RECEIVED_BYTES // (1024 * 1024)} MiB."),
    431: ("headers_too_long", "The request’s headers are longer than 16 KiB."),
    501: ("bad_request", "That transfer encoding is not known here."),
}
_MOST_CONNECTIONS = 4000
_SPARE_FILES = 200
_SWITCH_SECONDS = 0.0005
"""How long a check waits for a thread that reads a long policy, each time that it wants the interpreter."""


class _Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """What waitress itself refuses, before any application sees it."""

    def execute(self) -> None:
        """Answer in the error shape, with the security headers."""
        status = int(self.request.error.code)
        code, message = _CODES.get(status, _CODES[400])
        body = msgspec.json.encode(RightHandleError(code, message).as_dict())
        self.status = f"{status} {self.request.error.reason}"
        self.response_headers.extend(secured([("Content-Type", "application/json")]))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Request(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """A request while it comes in."""

    _to_discard = 0

    def received(self, data: bytes) -> int:
        """Take in what came. A body that is too long is let by, up to a length, before it is refused."""
        if self._to_discard:
            passed = min(len(data), self._to_discard)
            self._to_discard -= passed
            self.completed = self._to_discard == 0
            return passed
        taken = int(super().received(data))
        too_long = self.completed and isinstance(self.error, RequestEntityTooLarge)
        if too_long and not self.chunked and self.content_length <= MAX_DISCARDED_BYTES:
            self._to_discard = self.content_length
            self.completed = False
        return taken


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection."""

    error_task_class = _Refusal
    parser_class = _Request


def bind(port: int) -> socket.socket:
    """Take the port on 127.0.0.1. Raises ``port_taken``; another port is never tried."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise RightHandleError(
            "port_taken",
            f"Port {port} on {HOST} can’t be taken ({error.strerror}). "
            f"End the program that has it, or choose another: run --port {port + 1}",
            status=500,
        ) from None
    return listener


class Server:
    """waitress on a socket, in a thread of its own, so that a signal never interrupts it half-way."""

    def __init__(self, gate: Gate, listener: socket.socket) -> None:
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._server: Any = create_server(
            gate,
            sockets=[listener],
            threads=8,
            ident=None,
            connection_limit=_raise_file_limit(),
            channel_timeout=30,
            cleanup_interval=5,
            asyncore_use_poll=hasattr(select, "poll"),
            max_request_header_size=16 * 1024,
            max_request_body_size=MAX_RECEIVED_BYTES,
            # A draft must never lie in a temporary file, where waitress puts what overflows.
            inbuf_overflow=MAX_RECEIVED_BYTES + 1,
            outbuf_overflow=64 * 1024 * 1024,
            clear_untrusted_proxy_headers=True,
        )
        self._server.channel_class = _Channel
        self._loop = threading.Thread(target=self._server.run, daemon=True, name="server")
        self._loop.start()

    def close(self) -> None:
        """Let the calls that are under way finish, then close every connection."""
        self._server.task_dispatcher.shutdown()
        connections = self._server._map
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(connections, ignore_all=True))
        self._loop.join(timeout=5)


def _raise_file_limit() -> int:
    """How many connections there may be: as many as the system gives this process files for."""
    if sys.platform == "win32":
        return 400  # select() there takes 512
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _SPARE_FILES
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(100, min(_MOST_CONNECTIONS, soft - _SPARE_FILES))
