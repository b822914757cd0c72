"""Versions of the policy: adopted whole or not at all, kept for good, never overtaken unseen."""

from __future__ import annotations

import hashlib
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.errors import RightHandleError
from server.policy.faults import PolicyError
from server.records.moment import moment
from server.records.policies import Policies
from server.store.database import FILE, Database
from server.store.migrations import MIGRATIONS
from tests.server.policy.documents import SOUND
from tests.server.running import ROOT

ADOPTING = """
import sys
from pathlib import Path
from server.errors import RightHandleError
from server.records.policies import Policies
from server.store.database import Database
policies = Policies(Database(Path(sys.argv[1])))
base = sys.argv[2] or None
print("ready", flush=True)
for line in sys.stdin.buffer:
    document = Path(line.decode().strip()).read_bytes()
    try:
        print(policies.adopt(document, base).compiled.policy.version, flush=True)
    except RightHandleError as error:
        print(error.code, flush=True)
"""


def version(number: int | str) -> bytes:
    return SOUND.replace("- **Version:** 3", f"- **Version:** {number}", 1).encode()


def sha256(document: bytes) -> str:
    return hashlib.sha256(document).hexdigest()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / FILE)
    yield opened
    opened.close()


@pytest.fixture
def policies(database: Database) -> Policies:
    return Policies(database)


class Adopting:
    """Another process on the same data folder, which adopts the files that it is told."""

    def __init__(self, database: Path, base: str = "") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ADOPTING, str(database), base],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.said() == "ready"

    def tell(self, file: Path) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{file}\n".encode())
        self.process.stdin.flush()

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode().strip()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


def test_every_adopted_document_stays_byte_for_byte(policies: Policies) -> None:
    windows = version(2).replace(b"\n", b"\r\n")
    for document in (version(1), windows, version(3)):
        policies.adopt(document)
    told = policies.versions()
    assert [(one.version, one.in_force) for one in told] == [("3", True), ("2", False), ("1", False)]
    assert policies.document(sha256(windows)) == windows
    with pytest.raises(RightHandleError) as unknown:
        policies.document("0" * 64)
    assert (unknown.value.code, unknown.value.status) == ("unknown_version", 404)


def test_an_earlier_version_is_adopted_again_and_is_the_last_one_then(policies: Policies) -> None:
    for number in (1, 2):
        policies.adopt(version(number))
    again = policies.adopt(policies.document(sha256(version(1))), base=sha256(version(2)))
    assert again.compiled.policy.version == "1"
    assert [(one.version, one.in_force) for one in policies.versions()] == [("1", True), ("2", False)]
    assert Policies(policies._database).current().compiled.policy.version == "1"


def test_a_refused_document_changes_nothing_and_names_its_faults(policies: Policies) -> None:
    policies.adopt(version(1))
    with pytest.raises(PolicyError) as refused:
        policies.adopt(version(2).replace(b"**Halcyon Bank**", b"Halcyon **Bank**"))
    assert refused.value.errors[0].rule == "CONF-3"
    assert policies.current().compiled.policy.version == "1"
    assert len(policies.versions()) == 1
    assert "is not used" in (policies.refused() or "")


def test_a_document_is_not_adopted_over_one_that_its_author_has_not_seen(policies: Policies) -> None:
    first = policies.adopt(version(1)).compiled.policy.sha256
    then = policies.adopt(version(2), base=first)
    with pytest.raises(RightHandleError) as late:
        policies.adopt(version(3), base=first)
    assert (late.value.code, late.value.status) == ("changed_meanwhile", 409)
    assert late.value.message == (
        f"Another version was adopted {moment(then.adopted_at)}. Compare before you adopt."
    )
    assert policies.current().compiled.policy.version == "2"
    assert policies.refused() is None


def test_of_eight_who_adopt_at_once_on_the_same_base_one_wins_and_the_rest_are_told(
    policies: Policies,
) -> None:
    base = policies.adopt(version("base")).compiled.policy.sha256

    def adopt(number: int) -> str:
        try:
            return policies.adopt(version(number), base=base).compiled.policy.version
        except RightHandleError as error:
            return error.code

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(adopt, range(8)))
    (winner,) = [one for one in said if one != "changed_meanwhile"]
    assert policies.current().compiled.policy.version == winner
    assert [one.version for one in policies.versions()] == [winner, "base"]


def test_of_two_processes_one_adopts_and_the_other_is_told(policies: Policies, tmp_path: Path) -> None:
    base = policies.adopt(version("base")).compiled.policy.sha256
    others = [Adopting(tmp_path / FILE, base) for _ in range(2)]
    try:
        for number, other in enumerate(others):
            file = tmp_path / f"{number}.md"
            file.write_bytes(version(number))
            other.tell(file)
        said = [other.said() for other in others]
    finally:
        for other in others:
            other.end()
    assert sorted(said)[1] == "changed_meanwhile"
    # A running companion has the other's document in force at once.
    assert policies.current().compiled.policy.version == sorted(said)[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_while_adopting_the_old_or_the_new_policy_is_in_force(tmp_path: Path) -> None:
    policies = Policies(Database(tmp_path / FILE))
    policies.adopt(version("old"))
    files = [tmp_path / "0.md", tmp_path / "1.md"]
    for number, file in enumerate(files):
        file.write_bytes(version(number))
    seen = set()
    for wait in (0.0, 0.001, 0.002, 0.003, 0.004, 0.006, 0.01):
        other = Adopting(tmp_path / FILE)
        for file in 10 * files:
            other.tell(file)
        other.said()
        time.sleep(wait)
        other.process.send_signal(signal.SIGKILL)
        other.end()
        left = Database(tmp_path / FILE)
        try:
            kept = Policies(left)
            now = kept.current()
            assert (now.fault, left.damage()) == (None, None)
            seen.add(now.compiled.policy.version)
            for one in kept.versions():
                assert sha256(kept.document(one.sha256)) == one.sha256
        finally:
            left.close()
    assert seen <= {"0", "1"}
    policies._database.close()


def test_a_document_that_can_not_be_read_any_more_leaves_the_one_before_it_in_force(
    policies: Policies, tmp_path: Path
) -> None:
    for number in (1, 2):
        policies.adopt(version(number))
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("UPDATE policies SET document = 'spoiled' WHERE version = '2'")
    other.close()
    again = Policies(policies._database)
    assert again.current().compiled.policy.version == "1"
    assert "can’t be read" in (again.current().fault or "")
    assert [(one.version, one.in_force) for one in again.versions()] == [("2", False), ("1", True)]
    with pytest.raises(RightHandleError, match="Another version was adopted"):
        again.adopt(version(3), base=sha256(version(2)))
    assert again.adopt(version(3), base=sha256(version(1))).compiled.policy.version == "3"


def test_what_is_told_of_versions_is_read_without_their_documents(database: Database) -> None:
    for question in (
        "SELECT sha256, adoption FROM policies ORDER BY adoption DESC LIMIT 1",
        "SELECT sha256, title, version, adopted_at FROM policies ORDER BY adoption DESC",
    ):
        (step,) = database.query(f"EXPLAIN QUERY PLAN {question}")
        assert "COVERING INDEX policies_adopted" in step["detail"]


def test_a_folder_of_the_first_release_is_brought_up_to_date_with_all_that_is_in_it(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / FILE)
    for statement in MIGRATIONS[0]:
        old.execute(statement)
    document = version(1)
    old.execute("INSERT INTO policies VALUES (?, 'How we post', '1', ?, 5, 1)", (sha256(document), document))
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    opened = Database(tmp_path / FILE)
    try:
        assert opened.query("PRAGMA user_version")[0][0] == len(MIGRATIONS)
        assert Policies(opened).document(sha256(document)) == document
        assert Policies(opened).current().adopted_at == 5
        assert opened.query("SELECT * FROM policy_draft") == []
    finally:
        opened.close()


def test_a_released_step_of_the_migrations_never_changes() -> None:
    told = re.sub(r"\s+", " ", "\n".join(MIGRATIONS[0]))
    assert hashlib.sha256(told.encode()).hexdigest() == (
        "294adfb0a7681c9ef096b837cb58012b1fd218de3990409c3a8af4a39d0ff018"
    )


def test_a_moment_of_another_day_is_told_with_its_day() -> None:
    now = time.time()
    assert re.fullmatch(r"at \d\d:\d\d", moment(int(now * 1000)))
    assert re.fullmatch(r"on \d{1,2} [A-Z][a-z]+ at \d\d:\d\d", moment(int((now - 2 * 86400) * 1000)))
