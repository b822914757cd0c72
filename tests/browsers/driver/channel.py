"""Commands and answers over a websocket, as the DevTools protocol and WebDriver BiDi both have them."""

from __future__ import annotations

import itertools
import json
import queue
import threading
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

ANSWER_SECONDS = 30.0


class RefusedError(Exception):
    """The browser's own words about a command it would not carry out."""


class Channel:
    """Sends commands and waits for each one's answer; events that nobody asked for are dropped."""

    def __init__(self, address: str) -> None:
        self._open = ExitStack()
        options: Any = {"max_size": None, "open_timeout": ANSWER_SECONDS, "ping_interval": None}
        self._socket = self._open.enter_context(connect(address, **options, legacy=False))
        self._ids = itertools.count(1)
        self._waiting: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def call(self, method: str, params: dict[str, Any] | None = None, *, session: str = "") -> dict[str, Any]:
        """Answers the result of one command."""
        return self.answer(self.send(method, params, session=session))

    def send(self, method: str, params: dict[str, Any] | None = None, *, session: str = "") -> int:
        """Sends a command without waiting, for keys typed faster than answers come; answers its number."""
        number = next(self._ids)
        self._waiting[number] = queue.Queue()
        message = {"id": number, "method": method, "params": params or {}}
        if session:
            message["sessionId"] = session
        self._socket.send(json.dumps(message))
        return number

    def answer(self, number: int) -> dict[str, Any]:
        """Waits for the answer to the command of that number."""
        try:
            message = self._waiting[number].get(timeout=ANSWER_SECONDS)
        except queue.Empty:
            raise TimeoutError(f"no answer to command {number}") from None
        finally:
            del self._waiting[number]
        if "error" in message:
            raise RefusedError(
                json.dumps({key: message[key] for key in ("error", "message") if key in message})
            )
        result: dict[str, Any] = message.get("result", {})
        return result

    def close(self) -> None:
        """Closes the socket and waits for the reader to end."""
        self._open.close()
        self._reader.join(ANSWER_SECONDS)

    def _read(self) -> None:
        try:
            for text in self._socket:
                message = json.loads(text)
                if (number := message.get("id")) in self._waiting:
                    self._waiting[number].put(message)
        except ConnectionClosed:
            pass
        for waiting in list(self._waiting.values()):
            waiting.put({"error": "closed", "message": "the browser ended"})
