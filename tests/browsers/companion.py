"""A real companion for the browsers, started as a person starts it, and a program's key to ask it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.browsers.driver.page import until

ROOT = Path(__file__).resolve().parents[2]

_CODE = re.compile(r"\b[A-Z2-7]{5}(?:-?[A-Z2-7]{5}){3}-?[A-Z2-7]{6}\b")


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of every process of ours: its own data folder, never the person's key store."""
    return {
        **os.environ,
        "RIGHT_HANDLE_HOME": str(home),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        **more,
    }


def free_port() -> int:
    """Answers a port that is free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Companion:
    """`python -m server run` on a port and a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._log = home.parent / "companion.log"
        self._client: Client | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "server", "run", "--no-browser", "--port", str(self.port)],
                cwd=ROOT,
                env=environment(self.home),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(self.answers, f"the companion: {self._log.read_text()}")

    def answers(self) -> bool:
        """Whether something answers `health` on its port."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def stop(self) -> None:
        """Ends it as Ctrl-C does."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(15)
            self._process = None

    def command(self, *words: str) -> str:
        """Runs one command of the companion's command line and answers what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "server", *words],
            cwd=ROOT,
            env=environment(self.home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def code(self) -> str:
        """Answers a fresh pairing code."""
        printed = self.command("pair")
        found = _CODE.search(printed)
        assert found, printed
        return found.group()

    def browsers(self) -> list[str]:
        """Answers the names of the browsers that are connected."""
        return paired(self.command("key", "list", "--json"))

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Makes a signed call, such as `"GET", "keys"`; answers its JSON."""
        if self._client is None:
            self._client = Client(self.port, json.loads(self.command("key", "new", "Browser tests")))
        return self._client.ask(method, path, body)


def paired(key_list: str) -> list[str]:
    """Answers the browsers' names from what `key list --json` printed."""
    return [key["name"] for key in json.loads(key_list)["keys"] if key["role"] == "extension"]


class Client:
    """A program that speaks RH1, as the contract describes it."""

    def __init__(self, port: int, key: dict[str, str]) -> None:
        self._port = port
        self._key_id = key["key_id"]
        self._secret = base64.urlsafe_b64decode(key["secret"] + "==")

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """Answers the JSON of a call that succeeded and whose answer is proved."""
        where = f"/api/v1/{path}"
        data = b"" if body is None else json.dumps(body).encode()
        nonce = _text(secrets.token_bytes(16))
        now = str(time.time_ns() // 1_000_000)
        mac = self._mac(method, where, now, nonce, hashlib.sha256(data).hexdigest())
        request = urllib.request.Request(f"http://127.0.0.1:{self._port}{where}", method=method)
        request.add_header("Authorization", f"RH1 {self._key_id}:{now}:{nonce}:{mac}")
        if body is not None:
            request.data = data
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                said = answer.read()
                proof = self._mac(nonce, str(answer.status), hashlib.sha256(said).hexdigest())
                assert answer.headers["RH1-Proof"] == proof, "the answer is not the companion's"
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from None
        return json.loads(said) if said else None

    def _mac(self, *lines: str) -> str:
        return _text(hmac.digest(self._secret, "\n".join(lines).encode(), "sha256"))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
