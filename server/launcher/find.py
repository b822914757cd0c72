"""The browsers of this machine that take an extension without a store."""

from __future__ import annotations

import configparser
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Family = Literal["chromium", "firefox"]

CHOICE = "RIGHT_HANDLE_BROWSER"
"""The environment variable that names one browser of `KNOWN`, or `none`."""


@dataclass(frozen=True)
class Browser:
    """A browser that was found: the name a person knows, its family and its program."""

    name: str
    family: Family
    program: Path


@dataclass(frozen=True)
class _Known:
    choice: str
    name: str
    family: Family
    linux: tuple[str, ...]  # names on PATH
    mac: str  # under /Applications or ~/Applications
    windows: str  # under the three places Windows installs programs to; "" where it can't be driven


KNOWN = (
    _Known("chromium", "Chromium", "chromium", ("chromium", "chromium-browser"),
           "Chromium.app/Contents/MacOS/Chromium", "Chromium/Application/chrome.exe"),
    _Known("chrome", "Chrome", "chromium", ("google-chrome-stable", "google-chrome"),
           "Google Chrome.app/Contents/MacOS/Google Chrome", ""),
    _Known("edge", "Edge", "chromium", ("microsoft-edge-stable", "microsoft-edge"),
           "Microsoft Edge.app/Contents/MacOS/Microsoft Edge", ""),
    _Known("firefox", "Firefox", "firefox", ("firefox-esr", "firefox-developer-edition", "firefox"),
           "Firefox.app/Contents/MacOS/firefox", "Mozilla Firefox/firefox.exe"),
    _Known("firefox-developer", "Firefox Developer Edition", "firefox", ("firefox-devedition",),
           "Firefox Developer Edition.app/Contents/MacOS/firefox",
           "Firefox Developer Edition/firefox.exe"),
)  # fmt: skip


def has_screen() -> bool:
    """Whether a window can be shown at all."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def find_browser(choice: str = "") -> Browser | None:
    """Answers the first browser of `KNOWN` that is installed, or the one that `choice` names."""
    return next((found for known in KNOWN if choice in {"", known.choice} for found in _found(known)), None)


def _found(known: _Known) -> Iterator[Browser]:
    for program in _programs(known):
        if program.is_file() and _takes_unsigned(known.family, program):
            yield Browser(known.name, known.family, program)


def _programs(known: _Known) -> Iterator[Path]:
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield folder / known.mac
    elif sys.platform == "win32":
        for place in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if known.windows and (folder := os.environ.get(place)):
                yield Path(folder) / known.windows
    else:
        yield from (Path(path) for name in known.linux if (path := shutil.which(name)))


def _takes_unsigned(family: Family, program: Path) -> bool:
    real = program.resolve()
    if "snap" in real.parts[:3]:
        return False  # a snap can't read the data folder, so its window would open without the extension
    if family == "chromium":
        return True
    return _is_open_firefox(real)


def _is_open_firefox(program: Path) -> bool:
    """Says whether this Firefox honours `xpinstall.signatures.required`: ESR, Developer and Nightly do."""
    about = configparser.ConfigParser(interpolation=None)
    for folder in (program.parent, program.parent.parent / "Resources"):
        about.read(folder / "application.ini", encoding="utf-8")
    app = about["App"] if about.has_section("App") else {}
    kind = f"{app.get('RemotingName', '')} {app.get('SourceRepository', '')}"
    return any(word in kind for word in ("esr", "dev", "nightly", "aurora", "mozilla-central"))
