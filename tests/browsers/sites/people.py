"""The two made-up accounts that every test site knows, as each site writes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """One account on one site."""

    id: str
    name: str
    handle: str  # as the site writes it, without @
    kind: str
    shown: str  # as we write it, with @


def people(site: str) -> tuple[Person, Person]:
    """Answers the company's account and the personal one."""
    tail = ".bsky.social" if site == "bluesky" else ""
    ids = {
        "x": ("44196397", "783214"),
        "bluesky": ("did:plc:haldenmotors22222222222", "did:plc:jomarsh3333333333333333"),
        "mastodon": ("109245", "110733"),
        "practice": ("", ""),
    }[site]
    server = "@mastodon.social" if site == "mastodon" else ""
    names = ("HaldenMotors", "jomarsh") if site != "bluesky" else ("haldenmotors", "jomarsh")
    return (
        Person(ids[0], "Halden Motors", names[0] + tail, "company", f"@{names[0]}{tail}{server}"),
        Person(ids[1], "Jo Marsh", names[1] + tail, "personal", f"@{names[1]}{tail}{server}"),
    )
