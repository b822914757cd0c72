"""The house's arrows: what a room may import. A wrong arrow is found here, not in a review a year on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[2] / "server"

WEB_AND_STORE = {"flask", "flask_cors", "werkzeug", "waitress", "sqlite3", "keyring", "click"}

MAY_IMPORT = {
    "checking": {"checking"},
    "policy": {"policy", "checking", "errors"},
    "store": {"store", "errors"},
    "security": {"security", "store", "errors"},
    "records": {"records", "security", "store", "policy", "checking", "errors"},
    "accounts": {"accounts", "checking", "store", "errors"},
    "launcher": {"launcher", "errors"},
    "web": {
        "web",
        "services",
        "settings",
        "accounts",
        "records",
        "security",
        "store",
        "policy",
        "checking",
        "errors",
    },
}
"""Room -> the rooms of the house that it may know. What is not named (cli, app, …) is wiring."""

PURE = ("checking", "policy")


def imports_of(path: Path) -> set[str]:
    """Absolute dotted names that a module imports, its relative imports resolved."""
    package = ("server", *path.relative_to(SERVER).parts[:-1])
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, node.module)) if node.module else ".".join(base)
            if module == "server" or (module.count(".") == 1 and module.startswith("server.")):
                found |= {f"{module}.{alias.name}" for alias in node.names}
            else:
                found.add(module)
    return found


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_what_the_plan_allows(room: str) -> None:
    allowed = MAY_IMPORT[room]
    wrong = [
        f"{path.relative_to(SERVER)} imports {name}"
        for path in sorted((SERVER / room).rglob("*.py"))
        for name in sorted(imports_of(path))
        if name.startswith("server.")
        and name != "server.VERSION"
        and not any(name == f"server.{one}" or name.startswith(f"server.{one}.") for one in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("room", PURE)
def test_the_pure_core_knows_neither_web_nor_store(room: str) -> None:
    wrong = [
        f"{path.relative_to(SERVER)} imports {name}"
        for path in sorted((SERVER / room).rglob("*.py"))
        for name in imports_of(path)
        if name.split(".")[0] in WEB_AND_STORE
    ]
    assert wrong == []
