"""``a post unlike this account``: a post that reads like the person, not like its account."""

from __future__ import annotations

from server.checking.draft import Draft
from server.checking.speaker import Speaker
from server.checking.voice import features, is_usual

from .hit import Hit


class UnlikeAccount:
    """Strong only together: a personal way of writing, and nothing that a company's post points to."""

    name = "a post unlike this account"
    finds = "Posts that say “I”, use text-speak or swear, and hold no link, hashtag or mention."
    whole_post = True

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:
        """One hit at the most: a second reason for the same doubt says nothing new."""
        seen, voice = features(draft), speaker.voice
        if not seen.no_link_tag_or_mention:
            return []
        shown = (
            (seen.first_person, voice.first_person, "says “I”"),
            (seen.text_speak, voice.text_speak, "uses text-speak"),
            (seen.swearing, voice.swearing, "swears"),
        )
        unusual = [(span, words) for span, count, words in shown if span and not is_usual(count, voice)]
        if not unusual:
            return []
        (start, end), words = unusual[0]
        alone = is_usual(voice.no_link_tag_or_mention, voice)
        evidence = f"It {words}." if alone else f"It {words}, with no link, hashtag or mention."
        return [Hit(start, end, evidence, "note" if alone else "confirm")]

    def ready(self) -> str | None:
        """Ready from the start: until an account is learned, a general model speaks."""
        return None
