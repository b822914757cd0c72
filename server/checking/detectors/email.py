"""``any e-mail address``: written plainly, or with [at] and [dot]."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.listed import listed
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit

_LOCAL = r"[a-z0-9_%+\-]{1,64}(?:\.[a-z0-9_%+\-]{1,64}){0,8}"
_ADDRESS = re.compile(
    rf"(?<![\w@/.+-])(?P<box>{_LOCAL})@(?:[a-z0-9-]{{1,63}}\.){{1,6}}[a-z][a-z0-9-]{{1,30}}(?![\w@])"
)
_LIKE_ONE = re.compile(r"@(?<=[\w+%-]@)[\w-]")
_AT, _DOT = r"(?:\s?[\[({]\s?at\s?[\])}]\s?|\sat\s)", r"(?:\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)"
_SPELLED = re.compile(
    rf"(?<![\w@/.+-])(?P<box>{_LOCAL}){_AT}[a-z0-9-]{{1,63}}(?:{_DOT}[a-z0-9-]{{2,30}}){{1,4}}\b"
    rf"|(?<![\w@/.+-])(?P<box2>{_LOCAL})\s?[\[({{]\s?at\s?[\])}}]\s?(?:[a-z0-9-]{{1,63}}\.){{1,4}}[a-z]{{2,30}}\b"
)
_ROLES = listed(
    """
    info hello hi contact contactus press media pr news newsroom support help helpdesk service services
    care customercare customerservice customersupport sales office mail email team jobs careers career
    recruiting recruitment hr events bookings booking reservations orders billing accounts privacy legal
    security abuse webmaster admin enquiries inquiries feedback marketing social socialmedia noreply no-
    reply investors ir
    """
)


class AnyEmailAddress(AlwaysReady):
    """Finds every address; ``of_people`` leaves out the mailboxes of a desk."""

    name = "any e-mail address"
    finds = "E-mail addresses, also written with [at] and [dot]."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - addresses are anybody's
        """Every address in the draft."""
        return [Hit(*draft.origin(*found.span())) for found in _addresses(draft.folded.text)]

    def of_people(self, draft: Draft) -> list[Hit]:
        """Addresses of people; press@ and support@ are there to be published."""
        found = _addresses(draft.folded.text)
        return [Hit(*draft.origin(*one.span())) for one in found if _box(one) not in _ROLES]


def _addresses(text: str) -> Iterator[re.Match[str]]:
    if "@" in text and _LIKE_ONE.search(text):
        yield from _ADDRESS.finditer(text)
    if "dot" in text or "(at)" in text or "[at]" in text or "{at}" in text or "[ at ]" in text:
        yield from _SPELLED.finditer(text)


def _box(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return groups["box"] or groups.get("box2") or ""
