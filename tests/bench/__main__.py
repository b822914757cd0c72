"""The benchmarks as a table, measured from the outside: the command line and the socket.

`make bench ARGS=posts.jsonl` also counts how many posts of a file (`{"text"}` a line) are held as a
company's; the data sets behind the project's figures may not be passed on, so none is kept here.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import policies
from tests.browsers.companion import ROOT, Companion, environment

_POST = (
    "Our service centre in Leeds has new opening hours: from Monday we are here from seven to six, and on "
    "Saturdays until noon. Bring your car in for the winter check, and we will look at tyres, lights and "
    "battery while you wait. Book a time at https://halden.example/leeds #service"
)
_HELD = {"confirm", "stop"}


def main(files: list[str]) -> None:
    """Measures, and prints one row for each thing measured."""
    print(f"{'what':<58}{'p50':>10}{'p95':>10}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _row("`check` of one post, the whole command", _times(lambda: _check(home, [_POST]), 5))
        many = [_POST.replace("Leeds", f"Leeds {number}") for number in range(1000)]
        took = _times(lambda: _check(home, many), 3)
        _row("`check --jsonl`, a post (start included)", [each / len(many) for each in took])
        companion = Companion(home)
        companion.start()
        try:
            body = {"text": _POST, "site": "x", "account": {"handle": "@HaldenMotors"}}
            companion.ask("POST", "check", body)
            _row(
                "POST check, signed, a new connection each",
                _times(lambda: companion.ask("POST", "check", body), 200),
            )
        finally:
            companion.stop()
        print(f"\n{'a policy':<58}{'took':>10}{'target':>10}")
        for what, measured, target in policies.rows():
            print(f"{what:<58}{measured:>10}{target:>10}")
        for file in files:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
            texts = [json.loads(line)["text"] for line in lines]
            held = sum(verdict in _HELD for verdict in _check(home, texts))
            print(f"{file}: {held} of {len(texts)} posts held as a company’s ({held / len(texts):.2%})")


def _check(home: Path, texts: list[str]) -> list[str]:
    """Answers the verdicts on `texts` as a company's, by the command line."""
    base = [sys.executable, "-m", "server", "check", "--kind", "company", "--site", "x"]
    lines = "".join(json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts))
    command, given = ([*base, "--json", "-"], texts[0]) if len(texts) == 1 else ([*base, "--jsonl"], lines)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(home),
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    if len(texts) == 1:
        return [json.loads(done.stdout)["verdict"]]
    return [json.loads(line)["verdict"] for line in done.stdout.splitlines()]


def _times(what: Callable[[], object], rounds: int) -> list[float]:
    took = []
    for _ in range(rounds):
        begin = time.perf_counter()
        what()
        took.append(time.perf_counter() - begin)
    return took


def _row(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{what:<58}{statistics.median(ordered) * 1000:>7.2f} ms{late * 1000:>7.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
