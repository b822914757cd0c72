"""What a running companion keeps in memory alone: checks just made, answers just given."""

from __future__ import annotations

import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple

from server.errors import RightHandleError
from server.records.ledger import Content

_REPEAT_SECONDS = 60.0
_MOST_CHECKS = 20_000
_MOST_ANSWERS = 5_000


class _Answered(NamedTuple):
    until: float
    asked: str
    answer: Future[Any]


def reused() -> RightHandleError:
    """The error for a request's id that came with another draft or account before."""
    return RightHandleError(
        "request_id_reused",
        "This request_id came with another draft. Use a new one for each draft.",
        status=409,
        field="request_id",
    )


class Live:
    """Memory of the running companion: no draft, and a report until the next request after its minute."""

    def __init__(self, notice: str | None = None) -> None:
        self.notice = notice
        self._lock = threading.Lock()
        self._checks: OrderedDict[str, Content] = OrderedDict()
        self._answers: OrderedDict[tuple[str, str], _Answered] = OrderedDict()

    def remember_check(self, check_id: str, content: Content) -> None:
        """Keep what a decision about this check will need to say: hashes and ids, no text."""
        with self._lock:
            self._checks[check_id] = content
            while len(self._checks) > _MOST_CHECKS:
                self._checks.popitem(last=False)

    def check(self, check_id: str) -> Content | None:
        """What was checked under this id."""
        with self._lock:
            return self._checks.get(check_id)

    def once(self, key_id: str, request_id: str, asked: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - passes on what work answers
        """Do the work, or answer as the same request was answered within the last minute.

        ``asked`` stands for what the answer is about. Raises ``request_id_reused`` (409) where the
        id came with something else before: a verdict about another text must never be given.
        """
        if not request_id:
            return work()
        name = (key_id, request_id)
        with self._lock:
            self._forget_old_answers()
            earlier = self._answers.get(name)
            mine: Future[Any] = Future()
            if earlier is None:
                self._answers[name] = _Answered(time.monotonic() + _REPEAT_SECONDS, asked, mine)
        if earlier is not None:
            if not hmac.compare_digest(earlier.asked, asked):
                raise reused()
            return earlier.answer.result()
        try:
            mine.set_result(work())
        except BaseException as error:
            # What failed may be tried again under its own id.
            with self._lock:
                self._answers.pop(name, None)
            mine.set_exception(error)
            raise
        return mine.result()

    def _forget_old_answers(self) -> None:
        now = time.monotonic()
        while self._answers:
            oldest = next(iter(self._answers.values()))
            if oldest.until > now and len(self._answers) < _MOST_ANSWERS:
                return
            self._answers.popitem(last=False)
