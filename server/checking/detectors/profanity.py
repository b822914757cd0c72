"""``any profanity``: English swear words and slurs, in whatever disguise."""

from __future__ import annotations

from server.checking.draft import Draft
from server.checking.report import Weight
from server.checking.speaker import Speaker
from server.checking.swearing import swearing
from server.checking.swearwords import Level

from .hit import AlwaysReady, Hit

_AT_MOST: dict[Level, Weight] = {"slur": "stop", "strong": "stop", "middling": "confirm", "mild": "note"}


class AnyProfanity(AlwaysReady):
    """Mild words are noted and coarse ones asked about, whatever the rule's weight: only strong ones stop."""

    name = "any profanity"
    finds = "English swear words and slurs, also masked, misspelled or in other letters."

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - the words don't depend on it
        """Every swear word, with the heaviest weight that it deserves."""
        return [Hit(one.start, one.end, "", _AT_MOST[one.level]) for one in swearing(draft)]
