"""The README shows what is true: its rule runs, and its commands are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.cli.policy import policy
from server.policy.examples import load_policy
from server.policy.starter import STARTERS

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"`policy ([a-z]+)", README)


def test_the_rule_in_the_readme_passes_its_own_examples() -> None:
    found = re.search(r"```markdown\n(.*?)```", README, re.DOTALL)
    assert found
    load_policy(f"# A policy\n\n- **Version:** 1\n\n## 1. Clients\n\n{found[1]}".encode())


def test_the_readme_names_every_starter() -> None:
    assert [name for name in STARTERS if name not in README] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_is_there(command: str) -> None:
    assert command in policy.commands
