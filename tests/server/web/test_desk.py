"""Policies are read one at a time, few wait, and checks of drafts are answered meanwhile."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.errors import LaterError
from server.policy.faults import PolicyError
from server.records.policies import Policies
from server.store.database import FILE, Database
from server.web.desk import Desk
from tests.server.policy.documents import SOUND, spoiled
from tests.server.running import API, Companion


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = Database(tmp_path / FILE)
    yield Desk(Policies(database))
    database.close()


def test_one_has_a_turn_three_wait_and_the_fifth_is_sent_away_at_once(desk: Desk) -> None:
    holds, most, let_go = [0], [0], threading.Event()

    def take_turn() -> None:
        with desk.turn():
            holds[0] += 1
            most[0] = max(most[0], holds[0])
            let_go.wait(10)
            holds[0] -= 1

    takers = [threading.Thread(target=take_turn) for _ in range(4)]
    for taker in takers:
        taker.start()
    while desk._places._value:
        time.sleep(0.001)
    began = time.monotonic()
    with pytest.raises(LaterError) as later, desk.turn():
        pass
    assert (later.value.code, later.value.status, later.value.retry_after) == ("busy", 503, 2)
    assert time.monotonic() - began < 1
    let_go.set()
    for taker in takers:
        taker.join()
    assert most == [1]
    with desk.turn():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_refused_document_is_examined_once_for_its_save_and_its_check(desk: Desk) -> None:
    faulty = spoiled("Category:** profanity", "Category:** profanty").encode()
    first = desk.examine(faulty)
    assert [fault.rule for fault in first.faults] == ["VOICE-1"]
    assert desk.examine(faulty) is first
    assert desk.examine(SOUND.encode()).faults == ()
    with pytest.raises(PolicyError):
        desk.ready(faulty)
    assert desk.ready(SOUND.encode()) is desk.ready(SOUND.encode())


def test_the_first_calls_of_all_come_at_once_and_are_all_answered(own: Companion) -> None:
    page = own.paired(f"http://127.0.0.1:{own.port}")
    calls = [
        ("GET", "policy", None),
        ("GET", "policy/versions", None),
        ("GET", "policy/detectors", None),
        ("GET", "accounts", None),
        ("POST", "policy/check", {"text": SOUND}),
        ("POST", "policy/try", {"policy": SOUND, "text": "hello"}),
        ("PUT", "policy/draft", {"text": SOUND, "base": "0" * 64, "revision": 0}),
        ("POST", "policy/form", {"text": SOUND, "rule": "CONF-3"}),
        ("POST", "check", {"text": "hello"}),
    ]
    together = threading.Barrier(len(calls))

    def ask(call: tuple[str, str, object]) -> int:
        method, path, body = call
        together.wait()
        return own.ask(method, f"{API}/{path}", body, key=page).status

    with ThreadPoolExecutor(len(calls)) as pool:
        statuses = list(pool.map(ask, calls))
    assert set(statuses) <= {200, 503}
    # Five may want the desk, which has room for four; a check never waits for it.
    assert statuses.count(503) <= 1
    assert statuses[-1] == 200
