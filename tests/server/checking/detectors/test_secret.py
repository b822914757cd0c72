"""Secrets: tokens are built here from their makers' prefixes, since a scanner would rightly object to one."""

from __future__ import annotations

import random
import string

import pytest

from server.checking.detectors.secret import AnySecret
from server.checking.draft import Draft
from server.checking.speaker import Speaker

_LETTERS = random.Random(2).choices(string.ascii_letters + string.digits, k=200)
WORD = "".join(_LETTERS)
HEX = "".join(random.Random(3).choices("0123456789abcdef", k=64))
UPPER = "".join(random.Random(4).choices("ABCDEFGHJKLMNPQRSTUVWXYZ234567", k=64))


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in AnySecret().find(Draft(text), Speaker())]


@pytest.mark.parametrize(
    "token",
    [
        "AKIA" + UPPER[:16],
        "ghp_" + WORD[:36],
        "github_pat_" + WORD[:60],
        "glpat-" + WORD[:20],
        "xoxb-" + WORD[:40],
        "sk_live_" + WORD[:24],
        "sk-ant-api03-" + WORD[:80],
        "sk-proj-" + WORD[:48],
        "AIza" + WORD[:35],
        "SG." + WORD[:22] + "." + WORD[:43],
        "npm_" + WORD[:36],
        "hf_" + WORD[:34],
        "shpat_" + HEX[:32],
        "dop_v1_" + HEX,
        "1234567890:AA" + WORD[:33],
        "eyJ" + WORD[:30] + ".eyJ" + WORD[:60] + "." + WORD[:43],
        "-----BEGIN " + "OPENSSH PRIVATE KEY-----",
        "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----",
    ],
    ids=lambda token: token[:9],
)
def test_a_token_is_found_whole(token: str) -> None:
    assert found(f"😀 use {token} please") == [token]


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("password: xyz", "xyz"),
        ("The wifi password is Sunflower!2024", "Sunflower!2024"),
        ("login: jdoe / pass: hunter2", "hunter2"),
        ("Passwort = geheim", "geheim"),
        ("your PIN: 4711, thanks", "4711"),
        ("API key: abc123def", "abc123def"),
        ("n9y25ah7", "n9y25ah7"),
        ("Use postgres://app:tr0ub4dor@db.example.com/x", "postgres://app:tr0ub4dor@db.example.com"),
    ],
)
def test_a_password_that_is_said_is_found(text: str, secret: str) -> None:
    assert found(text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "The password is dead. Long live passkeys!",
        "Password: why you need a longer one",
        "Password required: see the guide",
        "The secret is out, the secret is in the sauce",
        "Our secret: people. A token of our thanks: coffee",
        "Pin: it to your board",
        "sk-learn and task-force-of-the-twenty-first-century-united",
        "Windows11 COVID19 #Q32019",
        "Halloween2019",
        "https://t.co/eyJhb12345",
        "AKIA is a village, ghp_ a prefix",
    ],
)
def test_talk_about_passwords_is_no_secret(text: str) -> None:
    assert found(text) == []


def test_the_hit_says_what_it_looks_like() -> None:
    (hit,) = AnySecret().find(Draft("ghp_" + WORD[:36]), Speaker())
    assert hit.evidence == "It looks like a GitHub token."
