"""How long a policy takes to load, and how much its size costs a check.

The big one has 1,000 rules and 20,000 phrases, all names made up of syllables, always the same ones.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

import msgspec

from server.checking.engine import CompiledPolicy, check, compile_policy
from server.checking.rules import Policy
from server.checking.speaker import Speaker
from server.policy.document import read_policy
from server.policy.starter import starter_bytes

RULES, PHRASES = 1_000, 20
LOADING_MS, RATIO = 300, 3
"""The targets: read and compiled in so many milliseconds, a check in so many times the starter's."""

_ROUNDS = 5
_OPENINGS, _MIDDLES, _CLOSINGS = (
    ("bal", "cor", "den", "fal", "gre", "hal", "jor", "kes", "lun", "mar", "nor", "pel", "quo", "ros", "tam"),
    ("a", "e", "i", "o", "ci", "do", "ga", "li", "mo", "ra", "se", "ti", "vo", "za"),
    ("bert", "cyon", "dale", "field", "gate", "mere", "nix", "port", "quist", "ric", "stead", "ton", "wick"),
)
_RULE = """### CONF-{number}: Do not name client {number}

We promise clients silence. Naming one early can break a contract.

- **Category:** confidential
- **Weight:** confirm
- **Applies to:** company, ambassador, personal
- **Looks for:** {phrases}
- **Unless it says:** as announced; case study {number}
- **Write instead:** a client
- **Consequence:** We talk about it.

Not allowed:
> Thrilled to start with **{first}** on Monday!

Allowed:
> Our {first} story is live, as announced last week.
"""
_POSTS = (
    "Our service centre in Leeds has new opening hours: from Monday we are here from seven to six, and on "
    "Saturdays until noon. Bring your car in for the winter check, and we will look at tyres, lights and "
    "battery while you wait. Book a time at https://halden.example/leeds #service",
    "We’re hiring! Four apprentices start with us in September, in the workshop, the office and the paint "
    "shop. No grades needed, only hands that like to be busy. Come by on Thursday from four, bring a parent "
    "or a friend, and see what a day here is like 🔧 https://halden.example/jobs",
    "Thank you, Northgate! Last night 212 of you came to talk about the new crossing. We wrote down every "
    "idea, and the drawings go up in the library next week. What did we miss? Tell us below, or write to the "
    "team: it is read by people, every morning, with coffee. #northgate",
)


_LOADS_ONCE = "from tests.bench.policies import load_once; load_once()"
_ROOT = Path(__file__).parents[2]


class Times(NamedTuple):
    """Milliseconds: the first load of a process, then read and compiled again; a check with each policy."""

    first: float
    read: float
    compiled: float
    check_starter: float
    check_big: float
    check_big_with_names: float


def big_document() -> bytes:
    """A policy of 1,000 rules and 20,000 phrases, the same at every call."""
    words = ["".join(parts).title() for parts in product(_OPENINGS, _MIDDLES, _CLOSINGS)]
    dice = random.Random(7)  # no secret: a document that is the same each time
    names = dice.sample([f"{one} {other}" for one in words[::9] for other in words[::7]], RULES * PHRASES)
    rules = "\n".join(_rules(names))
    return f"# A big policy\n\n- **Version:** 1\n\n## 1. Clients\n\n{rules}".encode()


def _rules(names: list[str]) -> Iterator[str]:
    for number in range(1, RULES + 1):
        phrases = names[(number - 1) * PHRASES : number * PHRASES]
        yield _RULE.format(number=number, phrases="; ".join(phrases), first=phrases[0])


def load_once() -> None:
    """Load the document of the standard input, and print how many seconds that took."""
    document = sys.stdin.buffer.read()
    began = perf_counter()
    compile_policy(read_policy(document))
    print(perf_counter() - began)


def first_loads(document: bytes) -> list[float]:
    """Seconds that each of some fresh processes takes for its first load, their imports left out."""
    command = [sys.executable, "-c", _LOADS_ONCE]
    return [
        float(subprocess.run(command, input=document, cwd=_ROOT, capture_output=True, check=True).stdout)
        for _ in range(_ROUNDS)
    ]


def measure() -> Times:
    """The median of the first loads; else the best of some rounds, as if nobody else used the machine."""
    document = big_document()
    first = first_loads(document)
    read, compiled = [], []
    for _ in range(_ROUNDS):
        began = perf_counter()
        policy = read_policy(document)
        halfway = perf_counter()
        big = compile_policy(policy)
        read.append(halfway - began)
        compiled.append(perf_counter() - halfway)
    small = read_policy(starter_bytes())
    starter, big = compile_policy(small), compile_policy(_joined(small, policy))
    names = [phrase.words for rule in policy.rules[:3] for phrase in rule.looks_for[:1]]
    with_names = [f"{post[:200]} {name}, {names[0]}" for post, name in zip(_POSTS, names, strict=True)]
    return Times(
        median(first) * 1000,
        min(read) * 1000,
        min(compiled) * 1000,
        _a_check(starter, _POSTS),
        _a_check(big, _POSTS),
        _a_check(big, with_names),
    )


def _joined(small: Policy, big: Policy) -> Policy:
    """The starter's rules and those of the big policy: its check does all that the starter's does."""
    return msgspec.structs.replace(big, rules=(*small.rules, *big.rules), lists=small.lists | big.lists)


def _a_check(policy: CompiledPolicy, texts: tuple[str, ...] | list[str]) -> float:
    company, rounds = Speaker(kind="company"), 50
    took = 0.0
    for text in texts:
        best = float("inf")
        for _ in range(rounds):
            began = perf_counter()
            check(text, (), company, policy, site="x")
            best = min(best, perf_counter() - began)
        took += best
    return took / len(texts) * 1000


def rows() -> Iterator[tuple[str, str, str]]:
    """What was measured, how much, and the target."""
    times = measure()
    name = f"{RULES:,} rules, {RULES * PHRASES:,} phrases"
    yield f"{name}: loaded, first in a process", f"{times.first:.0f} ms", f"≤ {LOADING_MS} ms"
    yield "  read again", f"{times.read:.0f} ms", ""
    yield "  compiled again", f"{times.compiled:.0f} ms", ""
    yield "a check with the starter", f"{times.check_starter:.3f} ms", ""
    for what, took in (("", times.check_big), (", names in the text", times.check_big_with_names)):
        yield f"a check with the starter’s rules and these{what}", f"{took:.3f} ms", ""
        yield "  in times of the starter’s", f"{took / times.check_starter:.2f}", f"≤ {RATIO}"
