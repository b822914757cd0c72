"""One companion for the tests that leave it as it was, and one of its own for each of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.running import CHROMIUM, FIREFOX, Companion, Key


@pytest.fixture(scope="session")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    running = Companion(tmp_path_factory.mktemp("companion"))
    yield running
    assert running.close() == 0
    assert "Traceback" not in (running.home / "log").read_text()


@pytest.fixture(scope="session")
def key(companion: Companion) -> Key:
    return companion.new_key()


@pytest.fixture(scope="session")
def chromium(companion: Companion) -> Key:
    return companion.paired(CHROMIUM)


@pytest.fixture(scope="session")
def firefox(companion: Companion) -> Key:
    return companion.paired(FIREFOX)


@pytest.fixture(scope="session")
def page(companion: Companion) -> Key:
    return companion.paired(f"http://127.0.0.1:{companion.port}")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Companion]:
    """A companion that a test may break."""
    running = Companion(tmp_path / "own")
    yield running
    running.close()
