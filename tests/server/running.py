"""A real companion in a process of its own, and a client written from the contract alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
CHROMIUM = "chrome-extension://" + "abcdefghijklmnop" * 2
FIREFOX = "moz-extension://6f1b2c3d-1111-4222-8333-444455556666"
API = "/api/v1"
JSON = {"Content-Type": "application/json"}


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def mac(key: bytes, *lines: str) -> str:
    return b64(hmac.digest(key, "\n".join(lines).encode(), "sha256"))


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a machine without a key store: no session bus, a home of its own."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "VIRTUAL_ENV")}
    return {**kept, "HOME": str(home), "RIGHT_HANDLE_HOME": str(home / "data"), **more}


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        return str(self.json["error"]["code"])


class Key(NamedTuple):
    key_id: str
    secret: bytes

    def header(
        self, method: str, target: str, body: bytes = b"", *, at: int | None = None, nonce: str | None = None
    ) -> str:
        moment = str(int(time.time() * 1000) if at is None else at)
        once = nonce or b64(secrets.token_bytes(16))
        signed = mac(self.secret, method, target, moment, once, hashlib.sha256(body).hexdigest())
        return f"RH1 {self.key_id}:{moment}:{once}:{signed}"

    def proved(self, header: str, answer: Answer) -> bool:
        nonce = header.split(":")[2]
        expected = mac(self.secret, nonce, str(answer.status), hashlib.sha256(answer.body).hexdigest())
        return answer.headers.get("RH1-Proof") == expected


class Companion:
    """`python -m server run` on a free port."""

    def __init__(self, home: Path, *, port: int = 0, **env: str) -> None:
        self.home = home
        self.env = environment(home, **env)
        home.mkdir(exist_ok=True)
        self.log = (home / "log").open("ab+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server", "run", "--port", str(port), "--no-browser"],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        assert self.process.stdout is not None
        self.said = b""
        while b"Ctrl-C" not in self.said:
            line = self.process.stdout.readline()
            assert line, (home / "log").read_text()
            self.said += line
        found = re.search(rb"http://127\.0\.0\.1:(\d+)", self.said)
        assert found
        self.port = int(found[1])
        code = re.search(rb"Pairing code: ([A-Z2-7-]+)", self.said)
        self.code = code[1].decode() if code else ""

    @property
    def data(self) -> Path:
        return self.home / "data"

    def cli(
        self, *args: str, text: str | bytes = b"", code: int | None = 0
    ) -> subprocess.CompletedProcess[bytes]:
        return run_cli(self.env, *args, text=text, code=code)

    def new_key(self, name: str = "tests") -> Key:
        made = json.loads(self.cli("key", "new", name).stdout)
        return Key(made["key_id"], unb64(made["secret"]))

    def new_code(self) -> str:
        return self.cli("pair").stdout.decode().strip()

    def ask(  # noqa: PLR0913 - a call has this many sides
        self,
        method: str,
        target: str,
        body: Any = None,
        *,
        key: Key | None = None,
        headers: dict[str, str] | None = None,
        prove: bool = True,
    ) -> Answer:
        """One call; with a key it is signed, and its answer must be proved."""
        raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = dict(headers or {})
        if raw and "Content-Type" not in sent:
            sent |= JSON
        if key is not None and "Authorization" not in sent:
            sent["Authorization"] = key.header(method, target, raw)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, target, raw or None, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        if key is not None and prove:
            assert key.proved(sent["Authorization"], answer), (answer.status, answer.body)
        return answer

    def raw(self, request: bytes) -> tuple[int, bytes]:
        """Bytes on the socket, and the status and whole answer that came back."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request)
            answer = b""
            while not _whole(answer) and (part := connection.recv(65536)):
                answer += part
        return int(answer.split(b" ", 2)[1]), answer

    def pair(
        self, code: str, *, origin: str | None = None, name: str = "browser"
    ) -> tuple[Answer, Key | None]:
        """Pair as the contract says, and check the companion's own proof."""
        plain = code.replace("-", "")
        nonce = b64(secrets.token_bytes(16))
        body = {"name": name, "client_nonce": nonce, "proof": mac(plain.encode(), nonce)}
        answer = self.ask("POST", f"{API}/pair", body, headers={"Origin": origin} if origin else {})
        if answer.status != 200:
            return answer, None
        got = answer.json
        assert got["proof"] == mac(plain.encode(), nonce, got["server_nonce"])
        salt = unb64(nonce) + unb64(got["server_nonce"])
        first = hmac.digest(salt, plain.encode(), "sha256")
        return answer, Key(got["key_id"], hmac.digest(first, b"right-handle\x01", "sha256"))

    def paired(self, origin: str | None, name: str = "browser") -> Key:
        _, key = self.pair(self.new_code(), origin=origin, name=name)
        assert key is not None
        return key

    def rows(self, key: Key) -> int:
        return int(self.ask("GET", f"{API}/ledger", key=key).json["count"])

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def close(self, *, by: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(by)
            self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.log.close()
        return int(self.process.returncode)


def _whole(answer: bytes) -> bool:
    head, _, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    return length is not None and len(body) >= int(length[1])


def run_cli(
    env: dict[str, str], *args: str, text: str | bytes = b"", code: int | None = 0
) -> subprocess.CompletedProcess[bytes]:
    """One command to its end; `code` None takes any exit code."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "server", *args],
        cwd=ROOT,
        env=env,
        input=text.encode() if isinstance(text, str) else text,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert code is None or done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert b"Traceback" not in done.stderr, done.stderr
    return done
