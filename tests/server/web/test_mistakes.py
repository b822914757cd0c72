"""A mistake of ours: what is logged about it, and what is answered."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from server.web.routes import guard

DRAFT = "a draft that nobody may read 5d2e"


def test_a_mistake_is_logged_without_the_draft_that_was_in_scope(caplog: pytest.LogCaptureFixture) -> None:
    app = Flask("server")
    guard(app, None)  # type: ignore[arg-type]  # a page needs none of the services

    @app.get("/broken")
    def broken() -> str:
        raise ValueError(DRAFT)

    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    assert answer.json is not None
    assert answer.json["error"]["code"] == "internal"
    assert DRAFT not in caplog.text + answer.get_data(as_text=True)
    assert "ValueError at test_mistakes.py:" in caplog.text
