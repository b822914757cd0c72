"""``any negative word``: words that VADER's lexicon feels as bad, meant to stand near somebody's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from server.checking.draft import Draft
from server.checking.listed import listed
from server.checking.speaker import Speaker

from .hit import Hit, hits_at
from .lexicon import lexicon

_BAD = -1.5
_WORD = re.compile("[a-z]+")
_TURNED = listed("not no never without dont doesnt didnt isnt wasnt arent wont cant hardly zero less")
"""“No problem” and “never fails” praise."""
_WORDS_BACK = 2


class AnyNegativeWord:
    """Reads the lexicon once, when a policy first asks for it: some 10 ms."""

    name = "any negative word"
    finds = "Words of blame or harm, such as terrible or scam; best near a list of names."
    whole_post = False

    def __init__(self) -> None:
        self._words: frozenset[str] | None = None
        self._trouble: str | None = None

    def ready(self) -> str | None:
        """None, or why the words can't be told."""
        if self._words is None and self._trouble is None:
            try:
                known = lexicon()
            except (ImportError, OSError, ValueError) as error:
                self._trouble = f"negative words: their list could not be read ({error})"
            else:
                self._words = frozenset(
                    word for word, feeling in known.items() if feeling < _BAD and _WORD.fullmatch(word)
                )
        return self._trouble

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - a word is bad in any mouth
        """Every negative word that nothing turns around."""
        if self.ready() is not None or self._words is None or self._words.isdisjoint(draft.word_texts):
            return []
        return hits_at(draft, self._negative(draft, self._words))

    def _negative(self, draft: Draft, words: frozenset[str]) -> Iterator[tuple[int, int]]:
        texts = draft.word_texts
        for at, word in enumerate(texts):
            if word in words and _TURNED.isdisjoint(_before(texts, at)):
                yield draft.words[at].start, draft.words[at].end


def _before(texts: list[str], at: int) -> list[str]:
    """The words just before, with “don’t” as one of them though its sign parts it in two."""
    near = texts[max(0, at - _WORDS_BACK - 1) : at]
    joined = [one + other for one, other in pairwise(near) if other == "t"]
    return near[-_WORDS_BACK:] + joined
