"""The ledger: what stands in it, and that whatever is done to it behind its back is found."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.errors import LaterError
from server.records.checkpoints import prune
from server.records.export import as_csv, as_json
from server.records.ledger import Content
from server.records.verify import Wholeness, verify
from server.services import Services, open_services
from tests.server.running import API, Companion, Key


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    opened = Services(tmp_path / "data")
    assert opened.vault.open()
    yield opened
    opened.close()


def write(services: Services, rows: int = 6) -> None:
    for number in range(rows):
        services.ledger.append(Content(type="check", check_id=f"c{number}", verdict="clear", account="@a"))


def whole(services: Services) -> Wholeness:
    return verify(services.database, services.vault, services.ledger)


def tamper(services: Services, *statements: str) -> None:
    """As someone with the file and a database tool, but without the key."""
    connection = sqlite3.connect(services.database.path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_ledger_that_nobody_touched_is_whole(services: Services) -> None:
    assert whole(services) == Wholeness(0, (), ())
    write(services)
    assert whole(services) == Wholeness(6, (), ())


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ["UPDATE ledger SET content = replace(content, 'clear', 'stop') WHERE seq = 3"],
            "Row 3 was changed",
        ),
        (["UPDATE ledger SET at = at - 1 WHERE seq = 6"], "Row 6 was changed"),
        (["UPDATE ledger SET mac = 'x' WHERE seq = 2"], "Row 2 was changed"),
        (["DELETE FROM ledger WHERE seq = 4"], "Row 4 was removed"),
        (["DELETE FROM ledger WHERE seq IN (1, 2)"], "Rows 1 to 2 were removed"),
        (["DELETE FROM ledger WHERE seq > 3"], "Rows 4 to 6 were cut from the end"),
        (
            ["DELETE FROM ledger WHERE seq = 6", "DELETE FROM meta WHERE name = 'ledger_head'"],
            "Row 6 was cut from the end",
        ),
        (["DELETE FROM ledger"], "Rows 1 to 6 were cut from the end"),
        (
            [
                "UPDATE ledger SET seq = 99 WHERE seq = 2",
                "UPDATE ledger SET seq = 2 WHERE seq = 3",
                "UPDATE ledger SET seq = 3 WHERE seq = 99",
            ],
            "Rows 2 and 3 were reordered",
        ),
        (
            ["UPDATE meta SET value = '7 x' WHERE name = 'ledger_sealed_from'"],
            "which key seals the rows was changed",
        ),
    ],
)
def test_what_was_done_to_the_rows_is_said(services: Services, statements: list[str], said: str) -> None:
    write(services)
    tamper(services, *statements)
    faults = whole(services).faults
    assert [said in fault.message for fault in faults] == [True], faults


def test_a_row_forged_with_its_hash_lacks_the_seal(services: Services) -> None:
    from server.records.ledger import row_hash

    write(services, 2)
    head = services.ledger.head()
    content = b'{"type":"decision","decision":"posted"}'
    forged = row_hash(head.hash, 3, 1, content)
    connection = sqlite3.connect(services.database.path)
    with connection:
        connection.execute(
            "INSERT INTO ledger (seq, at, content, hash, mac) VALUES (3, 1, ?, ?, 'x')", (content, forged)
        )
    connection.close()
    assert [fault.seq for fault in whole(services).faults] == [3]


def test_pruning_leaves_a_signed_checkpoint_that_the_rest_follows(services: Services) -> None:
    write(services, 4)
    time.sleep(0.01)
    limit = time.time_ns() // 1_000_000
    time.sleep(0.01)
    write(services, 2)
    assert prune(services.database, services.vault, limit) == 4
    assert prune(services.database, services.vault, limit) == 0
    found = whole(services)
    assert (found.rows, found.faults) == (2, ())
    assert "Rows up to 4 were removed by the owner" in found.notes[0]
    write(services, 1)
    assert services.ledger.head().seq == 7
    tamper(services, "UPDATE checkpoints SET removed = 1")
    assert "checkpoint at row 4 was changed" in whole(services).faults[0].message


def test_everything_pruned_still_goes_on_from_the_checkpoint(services: Services) -> None:
    write(services, 3)
    assert prune(services.database, services.vault, 1 << 60) == 3
    write(services, 1)
    assert services.ledger.head().seq == 4
    assert whole(services).faults == ()


def test_an_exported_cell_is_never_a_formula(services: Services) -> None:
    for handle in ("=cmd()", "+1", "-1", "@BrandX", "\tx", "plain", 'a,"b"\nc'):
        services.ledger.append(Content(type="check", account=handle))
    table = list(csv.DictReader(io.StringIO("".join(as_csv(services.ledger.every())))))
    assert [row["account"] for row in table] == [
        "'=cmd()",
        "'+1",
        "'-1",
        "'@BrandX",
        "'\tx",
        "plain",
        'a,"b"\nc',
    ]
    assert json.loads("".join(as_json(services.ledger.every())))[0]["account"] == "=cmd()"


def test_an_empty_ledger_exports_as_an_empty_one(services: Services) -> None:
    assert json.loads("".join(as_json(services.ledger.every()))) == []
    assert len(list(as_csv(services.ledger.every()))) == 1


def test_a_database_that_another_program_holds_is_waited_for_two_seconds(services: Services) -> None:
    other = sqlite3.connect(services.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(LaterError) as refused:
        write(services, 1)
    assert (refused.value.code, refused.value.status) == ("busy", 503)
    assert 1.5 < time.monotonic() - began < 4
    other.execute("ROLLBACK")
    other.close()
    write(services, 1)
    assert services.ledger.head().count == 1


def test_many_writers_at_once_make_one_chain(services: Services) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: write(services, 5), range(4)))
    assert whole(services) == Wholeness(20, (), ())


@pytest.mark.parametrize("damage", ["garbage", "half", "empty"])
def test_a_damaged_database_is_set_aside_and_the_loss_recorded(
    services: Services, tmp_path: Path, damage: str
) -> None:
    write(services, 40)
    head = services.ledger.head()
    services.close()
    path = tmp_path / "data" / "right-handle.db"
    data = path.read_bytes()
    path.write_bytes({"garbage": os.urandom(8192), "half": data[: len(data) // 2], "empty": b""}[damage])
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    opened, notice = open_services(tmp_path / "data")
    try:
        assert opened.vault.open()
        assert (notice is None) == (damage == "empty")
        assert len(list(path.parent.glob("right-handle.db.corrupt-*[0-9]"))) == (
            0 if damage == "empty" else 1
        )
        (row,) = opened.ledger.rows()
        assert row.content.type == "loss"
        assert head.hash in row.content.reason
        assert whole(opened).faults == ()
    finally:
        opened.close()


def test_rows_lost_with_the_write_ahead_log_are_missed(services: Services, tmp_path: Path) -> None:
    write(services, 3)
    services.close()
    path = tmp_path / "data" / "right-handle.db"
    before = path.read_bytes()
    again = Services(tmp_path / "data")
    assert again.vault.open()
    write(again, 2)
    again.close()
    path.write_bytes(before)
    last = Services(tmp_path / "data")
    assert last.vault.open()
    assert "Rows 4 to 5 were cut from the end" in whole(last).faults[0].message
    last.close()


SUBMIT = {"text": "A new bench in the park, opened on Sunday.", "site": "x", "stage": "submit"}


def test_an_acknowledged_row_survives_a_killed_companion(own: Companion) -> None:
    """A few rounds here; 200 of them are a bench's business."""
    key = own.new_key()
    acknowledged = 0
    running = own
    for _ in range(4):
        until = time.monotonic() + random.uniform(0.1, 0.4)
        while time.monotonic() < until:
            assert running.ask("POST", f"{API}/check", SUBMIT, key=key).status == 200
            acknowledged += 1
        running.kill()
        began = time.monotonic()
        running.close()
        running = Companion(own.home, port=own.port)
        assert time.monotonic() - began < 5
        assert running.rows(key) == acknowledged
        assert b"Whole." in running.cli("ledger", "verify").stdout
    running.close()


def test_rows_are_written_for_submits_and_decisions_alone_and_hold_no_text(
    companion: Companion, key: Key
) -> None:
    before = companion.rows(key)
    phrase = "a phrase that stands nowhere else 7c1f"
    draft = {"text": phrase, "site": "x", "account": {"handle": "@someone"}}
    companion.ask("POST", f"{API}/check", draft, key=key)
    assert companion.rows(key) == before
    answer = companion.ask("POST", f"{API}/check", draft | {"stage": "submit"}, key=key).json
    assert companion.rows(key) == before + 1
    decided = {"check_id": answer["check_id"], "decision": "edited", "reason": "wrong tone"}
    for _ in range(2):
        told = companion.ask("POST", f"{API}/decisions", decided, key=key).json
        assert told["ledger"]["count"] == before + 2
    newest = companion.ask("GET", f"{API}/ledger?limit=2", key=key).json
    assert [row["type"] for row in newest["rows"]] == ["decision", "check"]
    assert newest["rows"][0]["reason"] == "wrong tone"
    assert newest["rows"][0]["hash"] == newest["head"] == told["ledger"]["head"]
    assert newest["rows"][0]["text"] == newest["rows"][1]["text"] != ""
    for path in companion.data.iterdir():
        if path.is_file():
            assert phrase.encode() not in path.read_bytes()
    assert phrase not in (companion.home / "log").read_text()


def test_the_witness_reads_on_from_where_it_was(companion: Companion, key: Key) -> None:
    for _ in range(3):
        companion.ask("POST", f"{API}/check", SUBMIT, key=key)
    head = companion.ask("GET", f"{API}/ledger?limit=1", key=key).json
    assert head["rows"][0]["seq"] == head["seq"]
    later = companion.ask("GET", f"{API}/ledger?after={head['seq'] - 2}", key=key).json
    assert [row["seq"] for row in later["rows"]] == [head["seq"] - 1, head["seq"]]
