"""How right the check is: a table over a folder of labelled posts, which is no part of the project.

    python tests/bench/accuracy.py --data FOLDER

The folder holds JSON lines of ``{"text", "label", …}``: corporate_posts, stress_obfuscation (``style``),
innocent (``homograph``), pii_negatives, pii_phone, pii_presidio_cases (``entity``), tweeteval_offensive.
A file that isn't there is left out of the table, and said.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script, from anywhere

from server.checking.detectors import DETECTORS, Detector, warm_up
from server.checking.draft import Draft
from server.checking.engine import CompiledPolicy, check, compile_policy
from server.checking.report import Verdict
from server.checking.rules import Policy, Rule, Sought
from server.checking.speaker import Speaker
from server.policy.examples import load_policy
from server.policy.starter import STARTERS, starter_bytes

COMPANY = Speaker(kind="company")
CHECKED_ENTITIES = ("PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE", "EMAIL_ADDRESS")
NEARLY = ("any figure", "any date", "any negative word")
NAME = "Zorvane"
Row = dict[str, Any]


def rows_of(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.jsonl"
    if not path.exists():
        print(f"| {name} | not there | | |")
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def share(what: str, rows: Iterable[Row], is_hit: Callable[[Row], bool], wanted: str) -> None:
    hits = [is_hit(row) for row in rows]
    if hits:
        print(f"| {what} | {sum(hits)} of {len(hits)} | {100 * sum(hits) / len(hits):.2f} % | {wanted} |")


def is_one_of(verdicts: dict[int, Verdict], *wanted: Verdict) -> Callable[[Row], bool]:
    return lambda row: verdicts[id(row)] in wanted


def by_name(name: str) -> Detector:
    return next(detector for detector in DETECTORS if detector.name == name)


def finds(name: str) -> Callable[[Row], bool]:
    detector = by_name(name)
    return lambda row: bool(detector.find(Draft(row["text"]), COMPANY))


def cuts(row: Row) -> bool:
    """Whether a planted word is found, and nothing more than what was planted is cut out."""
    hits = by_name("any profanity").find(Draft(row["text"]), COMPANY)
    return any(row["text"][hit.start : hit.end] in row["disguise"] for hit in hits)


def near_a_name(detector: str) -> Callable[[Row], bool]:
    """Whether a rule ``any … near {names}`` speaks where a made-up company's name is put into a post."""
    looking = Sought("detector", detector, "names")
    rule = Rule(
        id="NEAR-1",
        title="",
        why="",
        category="legal",
        weight="confirm",
        kinds=frozenset({"company"}),
        looks_for=(looking,),
    )
    policy = compile_policy(
        Policy(title="", version="", sha256="", text="", rules=(rule,), sections=(), lists={"names": (NAME,)})
    )
    dice = random.Random(2)  # no secret: the same places each time

    def holds(row: Row) -> bool:
        words = row["text"].split(" ")
        words.insert(dice.randint(0, len(words)), NAME)
        return bool(check(" ".join(words), (), COMPANY, policy).findings)

    return holds


def accuracy(folder: Path) -> None:
    print("\n| what | count | share | wanted |\n|---|---|---|---|")
    posts = rows_of(folder, "corporate_posts")
    for name in STARTERS:
        starter = load_policy(starter_bytes(name))
        verdicts = {id(row): check(row["text"], (), COMPANY, starter, site="x").verdict for row in posts}
        share(f"harmless posts held: {name}", posts, is_one_of(verdicts, "confirm", "stop"), "≤ 0.5 %")
        share(f"harmless posts noted: {name}", posts, is_one_of(verdicts, "note"), "≤ 5 %")
    for detector in DETECTORS:
        detector.ready()
        wanted = "≤ 0.05 %" if detector.name == "any placeholder" else "—"
        share(f"harmless posts with {detector.name}", posts, finds(detector.name), wanted)
    for name in NEARLY:
        share(f"the same with {name} near a name put in", posts, near_a_name(name), "—")
    stress = rows_of(folder, "stress_obfuscation")
    for style in sorted({row["style"] for row in stress if row["label"]}):
        planted = [row for row in stress if row["label"] and row["style"] == style]
        share(f"swearing found: {style}", planted, cuts, "≥ 90 %")
    clean = [row for row in stress if not row["label"]]
    share("the same posts without it, flagged", clean, finds("any profanity"), "≤ 0.5 %")
    innocent = [row for row in rows_of(folder, "innocent") if not row["homograph"]]
    share("innocent words flagged", innocent, finds("any profanity"), "≤ 1 %")
    share("offensive posts, tone or swearing", _offensive(folder), _is_rude, "—")
    share(
        "posts full of numbers flagged",
        rows_of(folder, "pii_negatives"),
        finds("any personal data"),
        "≤ 0.3 %",
    )
    phones = [row for row in rows_of(folder, "pii_phone") if row["label"]]
    share("phone numbers found", phones, finds("any personal phone number"), "≥ 90 %")
    cases = [row for row in rows_of(folder, "pii_presidio_cases") if row["entity"] in CHECKED_ENTITIES]
    real = [row for row in cases if row["label"]]
    share("cards, IBANs, phones, addresses found", real, finds("any personal data"), "≥ 90 %")
    share(
        "wrong checksums flagged", [r for r in cases if not r["label"]], finds("any personal data"), "≤ 5 %"
    )


def _offensive(folder: Path) -> list[Row]:
    return [row for row in rows_of(folder, "tweeteval_offensive") if row["label"]]


def _is_rude(row: Row) -> bool:
    return finds("any profanity")(row) or finds("a hostile tone")(row)


def speed(folder: Path, policy: CompiledPolicy) -> None:
    """The best of five, so that a busy machine says the same as a quiet one."""
    posts = [row["text"] for row in rows_of(folder, "corporate_posts")]
    long_posts = [text for text in posts if 240 <= len(text) <= 300]
    toneless = compile_policy(
        msgspec.structs.replace(
            policy.policy, rules=tuple(rule for rule in policy.policy.rules if rule.category != "tone")
        )
    )
    print("\n| check, µs | p50 | p95 |\n|---|---|---|")
    for what, texts in (("every post", posts), ("posts of 240–300 characters", long_posts)):
        for rules, compiled in (("without tone", toneless), ("with tone", policy)):
            times = sorted(min(_timed(text, compiled) for _ in range(5)) for text in texts)
            if times:
                middle, late = times[len(times) // 2], times[len(times) * 95 // 100]
                print(f"| {what}, {rules} | {middle:.0f} | {late:.0f} |")


def _timed(text: str, policy: CompiledPolicy) -> float:
    began = perf_counter()
    check(text, (), COMPANY, policy, site="x")
    return (perf_counter() - began) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("RIGHT_HANDLE_DATA"))
    folder = parser.parse_args().data
    if folder is None or not Path(folder).is_dir():
        parser.error("say where the labelled posts lie: --data FOLDER or RIGHT_HANDLE_DATA")
    warm_up(30)
    policy = load_policy(starter_bytes())
    accuracy(Path(folder))
    speed(Path(folder), policy)


if __name__ == "__main__":
    main()
