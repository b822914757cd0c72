"""The command line, end to end, each command in a process of its own with a home of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.server.running import API, ROOT, Companion, environment, run_cli

DETROIT = (
    "I find it ironic that Detroit is known as the #motorcity "
    "and yet no one here knows how to f ** king drive"
)
CLEAR = "Our service desk is open from nine to five. More at https://example.com/hours #service"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path)


def test_the_motorcity_tweet_is_held_for_a_company_and_leaves_for_a_person(env: dict[str, str]) -> None:
    held = run_cli(env, "check", "--kind", "company", "--site", "x", DETROIT, code=1)
    assert "f ** king" in held.stdout.decode()
    assert str(DETROIT.index("f **")) in held.stdout.decode()
    run_cli(env, "check", "--kind", "personal", "--site", "x", DETROIT)
    assert not Path(env["RIGHT_HANDLE_HOME"]).exists()


def test_a_check_reads_standard_input_and_prints_json_alone(env: dict[str, str]) -> None:
    for args in (["-"], []):
        done = run_cli(env, "check", "--kind", "company", "--json", *args, text=CLEAR + "\n")
        report = json.loads(done.stdout)
        assert report["verdict"] == "clear"
        names = ["check_id", "verdict", "took_us", "account", "findings", "not_checked", "policy"]
        assert list(report) == names


@pytest.mark.parametrize(
    ("args", "text", "said"),
    [
        (["--kind", "compnay", "x"], b"", "Did you mean ‘company’?"),
        (["--knd", "company", "x"], b"", "--kind"),
        ([], b"\xff", "not UTF-8"),
        ([], b"x" * 65_537, "65536"),
        (["--policy", "/no/such/file", "x"], b"", "/no/such/file"),
        (["--jsonl", "text"], b"", "standard input"),
        (["--jsonl", "--kind", "boss"], b'{"text": "x"}', "not a kind"),
    ],
)
def test_bad_usage_is_exit_code_2_and_a_sentence_on_standard_error(
    env: dict[str, str], args: list[str], text: bytes, said: str
) -> None:
    done = run_cli(env, "check", *args, text=text, code=2)
    assert said in done.stderr.decode()
    assert done.stdout == b""


def test_a_stream_is_answered_in_order_with_errors_in_their_place(env: dict[str, str]) -> None:
    lines = [
        json.dumps({"id": "a", "text": CLEAR, "site": "x"}),
        "{not json",
        json.dumps({"id": 3, "text": DETROIT, "site": "x", "account": {"kind": "personal"}}),
        json.dumps({"id": "d", "text": 5}),
        json.dumps({"id": "e", "text": DETROIT, "site": "x", "account": {"handle": "@a"}}),
        json.dumps({"id": "f", "text": "x" * 65_537}),
        json.dumps({"id": "g", "text": "a", "account": {"kind": "boss"}}),
        "",
        json.dumps({"id": "i", "text": "a", "text2": "b"}),
        '{"id": "j", "text": "\\ud800"}',
        '{"id": 1.5, "text": "a"}\r',
    ]
    done = run_cli(env, "check", "--jsonl", "--kind", "company", text="\ufeff" + "\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, 3, "d", "e", "f", "g", None, "i", None, 1.5]
    assert [answer.get("verdict", "error") for answer in answers[:4]] == [
        "clear",
        "error",
        answers[2]["verdict"],
        "error",
    ]
    assert answers[2]["verdict"] in ("clear", "note")
    assert answers[4]["verdict"] in ("confirm", "stop")
    for number in (1, 3, 5, 6, 7, 8, 9):
        assert set(answers[number]) == {"id", "error"}
        assert f"Line {number + 1}: " in answers[number]["error"]["message"]
    assert answers[3]["error"]["field"] == "text"


def test_a_thousand_lines_load_once(env: dict[str, str]) -> None:
    lines = "".join(json.dumps({"id": n, "text": f"{CLEAR} {n}"}) + "\n" for n in range(1000))
    began = time.monotonic()
    done = run_cli(env, "check", "--jsonl", "--kind", "company", "--site", "x", text=lines)
    assert time.monotonic() - began < 15
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == list(range(1000))


def test_a_stream_answers_each_line_before_the_next_comes(env: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "server", "check", "--jsonl"],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as stream:
        assert stream.stdin is not None
        assert stream.stdout is not None
        for number in range(2):
            stream.stdin.write(json.dumps({"id": number, "text": CLEAR}).encode() + b"\n")
            stream.stdin.flush()
            assert json.loads(stream.stdout.readline())["id"] == number
        stream.stdin.close()
        assert stream.wait(10) == 0


def test_accounts_are_kept_and_used_by_a_check(env: dict[str, str], tmp_path: Path) -> None:
    run_cli(env, "accounts", "add", "@BrandX", "--site", "x", "--kind", "company", "--purpose", "News")
    run_cli(env, "accounts", "add", "@jo", "--site", "x", "--kind", "personal", "--colour", "fir")
    listed = run_cli(env, "accounts", "list").stdout.decode()
    assert "@BrandX" in listed
    assert "fir square" in listed
    report = json.loads(run_cli(env, "check", "--account", "@brandx", "--json", CLEAR).stdout)
    assert report["account"]["known"] is True
    assert report["account"]["purpose"] == "News"
    run_cli(env, "check", "--account", "jo", DETROIT)
    line = json.dumps({"text": DETROIT, "account": {"handle": "@Jo"}})
    assert json.loads(run_cli(env, "check", "--jsonl", text=line).stdout)["account"]["kind"] == "personal"
    shouted = run_cli(env, "check", "--account", "jo", "--site", "X", "--json", DETROIT)
    assert json.loads(shouted.stdout)["not_checked"] == []
    run_cli(env, "check", "--account", "jo", "--kind", "company", DETROIT, code=1)
    posts = tmp_path / "posts.jsonl"
    secret_phrase = "a phrase of ours alone 91c"
    posts.write_text("".join(json.dumps({"text": f"{secret_phrase} {n}"}) + "\n" for n in range(30)))
    learned = run_cli(env, "accounts", "learn", "@BrandX", str(posts)).stdout.decode()
    assert "Learned from 30 posts" in learned
    for path in Path(env["RIGHT_HANDLE_HOME"]).iterdir():
        assert secret_phrase.encode() not in path.read_bytes()
    run_cli(env, "accounts", "remove", "@BRANDX")
    assert "@BrandX" not in run_cli(env, "accounts", "list").stdout.decode()
    run_cli(env, "accounts", "remove", "@BrandX", code=2)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["add", "a", "--site", "twiter", "--kind", "company"], "site"),
        (["add", "a", "--site", "x", "--kind", "buisness"], "Allowed: company, ambassador, personal"),
        (["add", "a", "--site", "x", "--kind", "company", "--colour", "red"], "Allowed: navy, azure"),
        (["learn", "@nobody", "/dev/null"], "not registered"),
    ],
)
def test_a_wrong_account_is_refused_with_what_is_allowed(
    env: dict[str, str], args: list[str], said: str
) -> None:
    assert said in run_cli(env, "accounts", *args, code=2).stderr.decode()


def test_a_line_that_is_no_post_teaches_nothing(env: dict[str, str], tmp_path: Path) -> None:
    run_cli(env, "accounts", "add", "a", "--site", "x", "--kind", "company")
    posts = tmp_path / "posts.jsonl"
    posts.write_text('{"text": "fine"}\nnot json\n')
    assert "Line 2" in run_cli(env, "accounts", "learn", "a", str(posts), code=2).stderr.decode()
    assert "learned" not in run_cli(env, "accounts", "list").stdout.decode()


def test_a_policy_is_adopted_by_a_running_companion_and_a_broken_one_refused(own: Companion) -> None:
    key = own.new_key()
    before = own.ask("GET", f"{API}/policy", key=key).json
    assert before["text"]
    broken = own.home / "broken.md"
    broken.write_text(before["text"].replace("**Weight:**", "**Wieght:**", 2))
    for command in (("policy", "check"), ("policy", "use")):
        refused = own.cli(*command, str(broken), code=1)
        assert refused.stderr.decode().count("Weight") >= 2
        assert "broken.md:" in refused.stderr.decode()
    status = own.ask("GET", f"{API}/status", key=key).json
    assert status["policy"]["sha256"] == before["sha256"]
    assert "fault" in status["policy_error"]
    better = own.home / "better.md"
    better.write_text(before["text"].replace(before["title"], "The better policy"))
    assert "all good" in own.cli("policy", "check", str(better)).stdout.decode()
    own.cli("policy", "use", str(better))
    status = own.ask("GET", f"{API}/status", key=key).json
    assert status["policy"]["title"] == "The better policy"
    assert status["policy_error"] is None
    assert "The better policy" in own.cli("policy", "show").stdout.decode()
    rule = next(rule["id"] for section in before["sections"] for rule in section["rules"])
    assert rule in own.cli("policy", "explain", rule.lower()).stdout.decode()
    own.cli("policy", "explain", "NONE-99", code=2)


def test_a_stored_policy_that_broke_leaves_the_one_before_in_force(own: Companion) -> None:
    import sqlite3

    key = own.new_key()
    first = own.ask("GET", f"{API}/policy", key=key).json
    better = own.home / "better.md"
    better.write_text(first["text"].replace(first["title"], "The better policy"))
    own.cli("policy", "use", str(better))
    own.close()
    database = sqlite3.connect(own.data / "right-handle.db")
    with database:
        database.execute("UPDATE policies SET document = x'ff00' WHERE adoption = 2")
    database.close()
    again = Companion(own.home, port=own.port)
    try:
        status = again.ask("GET", f"{API}/status", key=key).json
        assert status["policy"]["sha256"] == first["sha256"]
        assert "The better policy" in status["policy_error"]
    finally:
        again.close()


def test_the_ledger_is_listed_verified_exported_and_pruned(own: Companion) -> None:
    key = own.new_key()
    for _ in range(3):
        own.ask("POST", f"{API}/check", {"text": DETROIT, "site": "x", "stage": "submit"}, key=key)
    assert own.cli("ledger", "list").stdout.count(b"\n") == 3
    assert b"3 rows. Whole." in own.cli("ledger", "verify").stdout
    assert own.cli("ledger", "export").stdout.count(b"\r\n") == 4
    assert len(json.loads(own.cli("ledger", "export", "--format", "json").stdout)) == 3
    own.cli("ledger", "prune", "--before", "yesterday", code=2)
    assert b"No row is that old" in own.cli("ledger", "prune", "--before", "2020-01-01").stdout
    assert b"3 rows removed" in own.cli("ledger", "prune", "--before", "2099-01-01").stdout
    assert b"0 rows. Whole." in own.cli("ledger", "verify").stdout
    own.ask("POST", f"{API}/check", {"text": DETROIT, "site": "x", "stage": "submit"}, key=key)
    own.kill()
    import sqlite3

    database = sqlite3.connect(own.data / "right-handle.db")
    with database:
        database.execute("DELETE FROM ledger")
    database.close()
    assert b"Row 4 was cut from the end" in own.cli("ledger", "verify", code=1).stdout


def test_a_second_run_says_where_the_first_is_and_does_no_harm(own: Companion) -> None:
    done = own.cli("run", "--no-browser")
    assert f"already running at http://127.0.0.1:{own.port}".encode() in done.stdout
    assert own.ask("GET", f"{API}/health").status == 200


def test_a_taken_port_is_said_and_no_other_is_tried(env: dict[str, str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        done = run_cli(env, "run", "--no-browser", "--port", port, code=1)
        assert f"Port {port}" in done.stderr.decode()
        assert "--port" in done.stderr.decode()
        assert done.stdout == b""
        found = run_cli(env, "doctor", "--port", port, code=1)
        assert f"Another program has port {port}" in found.stdout.decode()


def test_a_lock_left_by_a_killed_companion_needs_no_cleaning(own: Companion) -> None:
    own.kill()
    again = Companion(own.home, port=own.port)
    assert again.ask("GET", f"{API}/health").status == 200
    assert again.close() == 0


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly(own: Companion, by: signal.Signals) -> None:
    assert own.close(by=by) == 0
    log = (own.home / "log").read_text()
    assert "Traceback" not in log
    assert "Right Handle has stopped." in log
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", own.port)) != 0


def test_only_this_machines_own_address_listens(own: Companion) -> None:
    table = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = [line.split()[1] for line in table.splitlines() if line.split()[3] == "0A"]
    assert [one for one in listening if int(one.rpartition(":")[2], 16) == own.port] == [
        f"0100007F:{own.port:04X}"
    ]


@pytest.mark.parametrize("how", ["read-only", "a file", "shared"])
def test_a_folder_that_can_not_serve_is_refused_with_path_and_remedy(
    env: dict[str, str], tmp_path: Path, how: str
) -> None:
    folder = tmp_path / "data"
    if how == "a file":
        folder.write_text("")
    else:
        folder.mkdir()
        (folder / "theirs").write_text("")
        folder.chmod(0o500 if how == "read-only" else 0o755)
    done = run_cli(env, "run", "--no-browser", "--port", "0", code=1)
    said = done.stderr.decode()
    assert str(folder) in said
    assert ("chmod 700" if how == "read-only" else "--home") in said
    assert not list(tmp_path.glob("**/right-handle.db"))
    if how != "a file":
        folder.chmod(0o700)


def test_the_doctor_finds_nothing_wrong_with_a_running_companion(own: Companion) -> None:
    found = json.loads(own.cli("doctor", "--json").stdout)
    assert all(one["well"] for one in found), found
    assert {one["what"] for one in found} >= {
        "data folder",
        "companion",
        "policy",
        "key store",
        "ledger",
        "clock",
    }


def test_the_doctor_names_a_damaged_database(env: dict[str, str]) -> None:
    run_cli(env, "accounts", "list")
    path = Path(env["RIGHT_HANDLE_HOME"]) / "right-handle.db"
    path.write_bytes(os.urandom(8192))
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    found = run_cli(env, "doctor", "--port", "1", code=1).stdout.decode()
    assert "BAD  database" in found
    run_cli(env, "key", "list", code=1)


@pytest.mark.parametrize("command", ["run", "check", "policy", "accounts", "key", "ledger", "pair", "doctor"])
def test_every_command_says_what_it_does(env: dict[str, str], command: str) -> None:
    assert command in run_cli(env, "--help").stdout.decode()
    assert "Usage" in run_cli(env, command, "--help").stdout.decode()


def test_a_mistyped_command_is_answered_with_the_one_meant(env: dict[str, str]) -> None:
    assert "Did you mean ‘check’?" in run_cli(env, "chek", code=2).stderr.decode()
