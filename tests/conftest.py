"""What all tests share: each browser's tests run one after the other, in the same worker."""

from __future__ import annotations

import pytest


@pytest.hookimpl(tryfirst=True)  # before the plugin that reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Groups the tests by browser, so that two workers open each browser once and not twice."""
    for item in items:
        params = getattr(item, "callspec", None)
        for value in params.params.values() if params else ():
            if value in ("chromium", "firefox"):
                item.add_marker(pytest.mark.xdist_group(value))
