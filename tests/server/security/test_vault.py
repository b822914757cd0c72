"""The key store: a real gnome-keyring in a session bus of its own, and every way in which there is none."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.running import ROOT, Companion, Key, environment, run_cli, unb64

LOOK = """
import json, sys
import keyring
from pathlib import Path
from server.services import Services
from server.security import keystore
services = Services(Path(sys.argv[1]))
opened = services.vault.open()
print(json.dumps({
    "opened": opened, "kind": services.vault.kind, "notice": services.vault.notice,
    "key": services.vault.key("test").hex() if opened else None,
    "keys": len(services.keys.all()), "rows": services.ledger.head().count,
}))
if len(sys.argv) > 2:
    keyring.delete_password(keystore.SERVICE, sys.argv[1])
services.close()
"""


def look(home: Path, *, forget: bool = False, **env: str) -> dict[str, object]:
    """Open the key in a process of its own, as a companion would."""
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(home / "data"), *(["forget"] if forget else [])],
        cwd=ROOT,
        env=environment(home, **env),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, object] = json.loads(done.stdout)
    return found


def in_session(home: Path, script: str, *, unlock: bool) -> str:
    """Run shell lines beside a gnome-keyring in a fresh session bus."""
    assert shutil.which("gnome-keyring-daemon"), (
        "gnome-keyring is missing: apt-get install gnome-keyring dbus-x11"
    )
    assert shutil.which("dbus-run-session"), "dbus is missing: apt-get install dbus dbus-x11"
    home.mkdir(exist_ok=True)
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    start = (
        "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null"
        if unlock
        else ("gnome-keyring-daemon --start --components=secrets >/dev/null")
    )
    look_again = home / "look.py"
    look_again.write_text(LOOK)
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            "bash",
            "-c",
            f"{start}\nlook() {{ '{sys.executable}' '{look_again}' '{home / 'data'}' \"$@\"; }}\n{script}",
        ],
        cwd=ROOT,
        env=environment(home, XDG_RUNTIME_DIR=str(runtime), PYTHONPATH=str(ROOT)),
        capture_output=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, (done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode()


def reports(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def test_an_unlocked_key_store_keeps_the_one_key_and_no_file_does(tmp_path: Path) -> None:
    home = tmp_path / "h"
    first, second = reports(in_session(home, "look; look", unlock=True))
    assert first["opened"] is True
    assert (first["kind"], first["notice"]) == ("system", None)
    assert first["key"] == second["key"]
    assert not (home / "data" / "key").exists()


def test_a_locked_key_store_never_gets_a_second_key(tmp_path: Path) -> None:
    home = tmp_path / "h"
    (first,) = reports(in_session(home, "look", unlock=True))
    (locked,) = reports(in_session(home, "look", unlock=False))
    assert locked["opened"] is False
    assert locked["kind"] == "system"
    assert "Unlock it" in str(locked["notice"])
    assert not (home / "data" / "key").exists()
    (again,) = reports(in_session(home, "look", unlock=True))
    assert again["key"] == first["key"]


def test_a_key_store_that_went_out_of_reach_is_not_taken_for_a_first_run(tmp_path: Path) -> None:
    home = tmp_path / "h"
    in_session(home, "look", unlock=True)
    away = look(home)
    assert (away["opened"], away["kind"]) == (False, "system")
    assert not (home / "data" / "key").exists()


def test_a_session_bus_without_a_key_store_counts_as_none(tmp_path: Path) -> None:
    home = tmp_path / "h"
    (found,) = reports(in_session(home, "look", unlock=False))
    assert (found["opened"], found["kind"]) == (True, "file")
    assert "readable by you alone" in str(found["notice"])


def test_a_key_that_its_owner_deleted_unpairs_and_the_old_ledger_still_verifies(tmp_path: Path) -> None:
    home = tmp_path / "h"
    script = f"""
    '{sys.executable}' -m server key new someone >/dev/null
    '{sys.executable}' -c "
from pathlib import Path
from server.services import Services
from server.records.ledger import Content
services = Services(Path('{home / "data"}'))
services.vault.open()
services.ledger.append(Content(type='check', check_id='a'))
services.close()"
    look forget
    look
    '{sys.executable}' -m server ledger verify
    """
    text = in_session(home, script, unlock=True)
    before, after = reports(text)
    assert (before["keys"], before["rows"]) == (1, 1)
    assert after["opened"] is True
    assert (after["keys"], after["rows"]) == (0, 1)
    assert "connected again" in str(after["notice"])
    assert after["key"] != before["key"]
    assert "Rows before 2 were sealed with a key that is gone" in text
    assert "1 rows. Whole." in text


@pytest.mark.parametrize(
    "backend",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "keyring.backends.chainer.ChainerBackend",
        "no.such.module.Keyring",
        "tests.server.security.odd_keyrings.PlaintextKeyring",
        "tests.server.security.odd_keyrings.Exploding",
    ],
)
def test_a_store_that_keeps_no_secrets_is_refused_and_a_private_file_taken(
    tmp_path: Path, backend: str
) -> None:
    home = tmp_path / "h"
    found = look(home, PYTHON_KEYRING_BACKEND=backend)
    assert (found["opened"], found["kind"]) == (True, "file")
    assert "readable by you alone" in str(found["notice"])
    assert stat.S_IMODE((home / "data" / "key").stat().st_mode) == 0o600
    assert look(home)["key"] == found["key"]


def test_a_store_that_never_answers_is_given_three_seconds(tmp_path: Path) -> None:
    backend = "keyring.backends.SecretService.Keyring"
    home = tmp_path / "h"
    patched = LOOK.replace(
        "services = Services",
        "import time\nkeystore._trusted_store = lambda: time.sleep(60)\nservices = Services",
        1,
    )
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", patched, str(home / "data")],
        cwd=ROOT,
        env=environment(home, PYTHON_KEYRING_BACKEND=backend),
        capture_output=True,
        timeout=20,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["opened"] is False
    assert "3 seconds" in found["notice"]


def test_a_key_file_that_is_gone_unpairs_and_says_so(own: Companion) -> None:
    key = own.new_key()
    own.close()
    (own.data / "key").unlink()
    again = Companion(own.home, port=own.port)
    try:
        assert again.ask("GET", "/api/v1/status", key=key, prove=False).error == "unknown_key"
        status = again.ask("GET", "/api/v1/status", key=again.new_key()).json
        assert "connected again" in status["key_store"]["notice"]
        assert "connected again" in (again.home / "log").read_text()
    finally:
        again.close()


def test_a_key_file_that_others_can_read_is_closed(tmp_path: Path) -> None:
    home = tmp_path / "h"
    look(home)
    (home / "data" / "key").chmod(0o644)
    look(home)
    assert stat.S_IMODE((home / "data" / "key").stat().st_mode) == 0o600


def test_a_locked_companion_answers_503_and_makes_no_code(tmp_path: Path) -> None:
    home = tmp_path / "h"
    made_key = in_session(home, f"'{sys.executable}' -m server key new someone", unlock=True)
    made_before = json.loads(made_key)
    key = Key(made_before["key_id"], unb64(made_before["secret"]))
    running = Companion(home)
    try:
        assert running.code == ""
        assert running.ask("GET", "/api/v1/health").status == 200
        made = run_cli(running.env, "pair", code=1)
        assert b"Unlock it" in made.stderr
        answer = running.ask("GET", "/api/v1/status", key=key, prove=False)
        assert (answer.status, answer.error) == (503, "key_store_locked")
        assert int(answer.headers["Retry-After"]) >= 1
        assert "RH1-Proof" not in answer.headers
    finally:
        running.close()
