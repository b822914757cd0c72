"""The look is one: two artifacts are shipped, and neither may drift from the other."""

from __future__ import annotations

import re
from pathlib import Path

from server.accounts.colours import COLOURS

ROOT = Path(__file__).parents[1]
TOKENS = (ROOT / "server/web/static/css/tokens.css").read_text(encoding="utf-8")


def rules(css: str) -> str:
    """A style sheet without its comments and the space that means nothing."""
    return " ".join(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).split())


def test_the_extension_and_the_pages_share_their_tokens() -> None:
    extension = (ROOT / "extension/shared/tokens.css").read_text(encoding="utf-8")
    assert rules(extension) == rules(TOKENS)


def test_an_accounts_colour_is_the_tokens_own() -> None:
    for name, look in COLOURS.items():
        assert f"--acct-{name}: light-dark({look.light}," in TOKENS
