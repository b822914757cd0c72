"""What a detector is, and what it finds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple, Protocol

from server.checking.draft import Draft
from server.checking.report import Weight
from server.checking.speaker import Speaker

MOST_HITS = 100
"""Numbers looked up in one text: the hundredth tells a person no more than the first."""


class Hit(NamedTuple):
    """One thing found: its span in code points of ``draft.text``, and plain words for a person, or "".

    ``at_most`` caps the weight of the rule that asked: a mild word never stops a company's post.
    """

    start: int
    end: int
    evidence: str = ""
    at_most: Weight = "stop"


class Detector(Protocol):
    """A kind of thing that a policy can look for by name."""

    @property
    def name(self) -> str:
        """What a policy calls it, such as ``any profanity``."""

    @property
    def finds(self) -> str:
        """What it finds, as a sentence for an author of policies."""

    @property
    def whole_post(self) -> bool:
        """Whether it judges a post as a whole, so that a title or a picture's text alone says nothing."""

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:
        """Everything found in the draft."""

    def ready(self) -> str | None:
        """None, or why it can't look yet, such as ``tone: warming up``."""


class AlwaysReady:
    """A detector that has nothing to load, and looks at every text of a post by itself."""

    whole_post = False

    def ready(self) -> str | None:
        """Ready from the start."""
        return None


def hits_at(draft: Draft, spans: Iterable[tuple[int, int]]) -> list[Hit]:
    """Hits where folded spans stand in the typed text, up to a number that is enough for anybody."""
    return [Hit(*draft.origin(start, end)) for start, end in islice(spans, MOST_HITS)]
