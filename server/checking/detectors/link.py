"""``any link``: web addresses, with or without the part before their name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.checking.draft import Draft
from server.checking.spans import Spans
from server.checking.speaker import Speaker

from .hit import AlwaysReady, Hit, hits_at

_TO_A_PATH = re.compile(r"\.[a-z]{2,18}(?::\d{1,5})?/[^\s/]\S*")
"""A name of any country with a path behind it; without one, only the endings that everybody knows count."""
_OF_A_HOST = "abcdefghijklmnopqrstuvwxyz0123456789-."
_LONGEST_HOST = 253
_NO_SPACE = re.compile(r"\w*[a-z]\.[A-Z][a-z]*")
_CLOSING = ".,;:!?'\"”’)]}>…"


class AnyLink(AlwaysReady):
    """An e-mail address is none."""

    name = "any link"
    finds = "Web addresses, also without https."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - links are anybody's
        """Every web address in the draft, without the sign that closes its sentence."""
        return hits_at(draft, web_addresses(draft))


def web_addresses(draft: Draft) -> list[tuple[int, int]]:
    """Where web addresses stand in the folded text."""
    text = draft.folded.text
    if "." not in text and "://" not in text:
        return []
    spans = Spans((*draft.links, *_to_a_path(text)))
    trimmed = ((start, start + len(text[start:end].rstrip(_CLOSING))) for start, end in spans)
    return [
        (start, end)
        for start, end in trimmed
        if start < end and text[start - 1 : start] != "@" and not _is_two_sentences(draft, start, end)
    ]


def _to_a_path(text: str) -> Iterator[tuple[int, int]]:
    for found in _TO_A_PATH.finditer(text) if "/" in text else ():
        before = text[max(0, found.start() - _LONGEST_HOST) : found.start()]
        host = len(before) - len(before.rstrip(_OF_A_HOST))
        if host:
            yield found.start() - host, found.end()


def _is_two_sentences(draft: Draft, start: int, end: int) -> bool:
    """Whether only a space is missing: "It ends.Be careful"."""
    start, end = draft.origin(start, end)
    return _NO_SPACE.fullmatch(draft.text, start, end) is not None
