"""How an account writes: the few features that tell a person's slip from a company's post.

Measured on 2,414 company posts and 16 wrong-account ones (product.md, item 4): "I", text-speak or swearing
together with no link, hashtag or mention. One implementation serves the check and what an account learns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .draft import Draft
from .listed import listed
from .spans import Spans
from .speaker import Voice
from .swearing import swearing

_QUOTED = re.compile(r"[\"“][^\"”]{0,400}[\"”]|(?m:^|(?<=\s))>[^\n]*")
_VERB = (
    "am|was|have|had|do|did|don|can|cant|will|would|wont|think|thought|love|hate|know|want|need|just|guess|hope|got|get|"
    "feel|wish|really|swear|mean|still|never|always|saw|see|like|should|could|might|must|said|went|bet"
)
"""Behind a small "i", which in other languages is a word of its own."""
_FIRST_PERSON = re.compile(
    r"\b(?:I(?:['’](?:m|ve|ll|d))?(?= [a-z])|I['’](?:m|ve|ll|d)\b|i['’](?:m|ve|d|ll)\b|im(?= [a-z])|i(?= (?:"
    + _VERB
    + r")\b)"
    r"|[Mm]y(?:self)?(?= [a-z])|[Mm]e\b|[Mm]ine\b)"
)
_OF_ONESELF = listed("i im my myself me mine")
_NUMBERED = re.compile(
    r"\b(?:phase|part|war|type|class|title|tier|chapter|volume|level|act|stage|series|category|grade|article|"
    r"elizabeth|charles|henry|edward|william|james|george|francis) $",
    re.IGNORECASE,
)
_TEXT_SPEAK = listed(
    """
    lol lolz lmao lmfao rofl omg omfg wtf smh tbh idk idc imo imho brb gonna wanna gotta kinda sorta
    dunno lemme gimme cuz coz bcuz bc u ur urself b4 2day 2nite 2moro tmrw tmr tonite pls plz plzz thx
    thnx ppl haha hahaha hahahaha hehe hehehe ugh meh nah yep yup dude bro bestie fml ffs jk ikr nvm ngl
    rn luv gr8 l8r m8 xoxo facepalm yolo bff wth omw hmu ttyl gf bf gma abt wknd sux ewww eww yay woohoo
    srsly obvs tho prolly aint yall wassup sup duh oops gosh gawd
    """
)
_COMPANY_MARK = re.compile(
    r"(?:^|[^\w&])[#@]\w|\$[A-Za-z]{1,5}\b|(?:\^|\s[-–—~/])[A-Z][A-Za-z]{0,2}\s*$|\bRT\b"
)

LEARNED = 25
"""Posts after which an account's own voice is believed over the general model."""
OFTEN = 0.1
"""The share of an account's own posts above which a feature is its voice, not a slip."""


class Features(NamedTuple):
    """What one post shows. Each is the span, in code points, of the first place that shows it, or None."""

    first_person: tuple[int, int] | None
    text_speak: tuple[int, int] | None
    swearing: tuple[int, int] | None
    no_link_tag_or_mention: bool


def features(draft: Draft) -> Features:
    """The features of one post, worked out once per draft."""
    return draft.once("voice", _work_out)


def observe(texts: Iterable[str]) -> Voice:
    """Count the features over an account's posts. The texts are read and let go."""
    seen = [features(Draft(text)) for text in texts]
    return Voice(
        posts=len(seen),
        first_person=sum(one.first_person is not None for one in seen),
        text_speak=sum(one.text_speak is not None for one in seen),
        swearing=sum(one.swearing is not None for one in seen),
        no_link_tag_or_mention=sum(one.no_link_tag_or_mention for one in seen),
    )


def is_usual(count: int, voice: Voice) -> bool:
    """Whether an account that has been learned writes that way often itself."""
    return voice.posts >= LEARNED and count >= OFTEN * voice.posts


def _work_out(draft: Draft) -> Features:
    swears = swearing(draft)
    return Features(
        first_person=_first_person(draft),
        text_speak=_text_speak(draft),
        swearing=swears[0][:2] if swears else None,
        no_link_tag_or_mention=not draft.links and _COMPANY_MARK.search(draft.text) is None,
    )


def _first_person(draft: Draft) -> tuple[int, int] | None:
    """Where somebody speaks of themselves; words in quotation marks are somebody else's."""
    if _OF_ONESELF.isdisjoint(draft.word_texts):
        return None
    text, quoted = draft.text, None
    for found in _FIRST_PERSON.finditer(text):
        if found[0] == "I" and _NUMBERED.search(text, max(0, found.start() - 12), found.start()):
            continue
        if quoted is None:
            quoted = Spans(quote.span() for quote in _QUOTED.finditer(text))
        if not quoted.touch(*found.span()):
            return found.span()
    return None


def _text_speak(draft: Draft) -> tuple[int, int] | None:
    if _TEXT_SPEAK.isdisjoint(draft.word_texts):
        return None
    for word in draft.words:
        if word.text in _TEXT_SPEAK:
            start, end = draft.origin(word.start, word.end)
            if len(word.text) > 1 or (draft.text[start:end].islower() and draft.text[end : end + 1] != "."):
                return start, end
    return None
