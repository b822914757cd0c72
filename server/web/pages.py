"""The two pages, which hold no data until they have a key, and their files."""

from __future__ import annotations

from flask import Blueprint, render_template

pages = Blueprint("pages", __name__)


@pages.get("/")
def settings() -> str:
    """The settings page's shell."""
    return render_template("settings.html")


@pages.get("/practice")
def practice() -> str:
    """The practice page: a small social site from which nothing leaves the machine."""
    return render_template("practice.html")
