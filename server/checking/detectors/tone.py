"""``a hostile tone``: words that attack somebody. VADER weighs them; a word of attack must be there.

VADER (Hutto and Gilbert, 2014) measures feeling, and sad news feels bad too: on company posts its score alone
notes hunger, cancer and war. So a hit needs both, a strongly negative sentence and an attack in it.
"""

from __future__ import annotations

import re
import threading
from typing import Any

from server.checking.draft import Draft
from server.checking.listed import listed
from server.checking.speaker import Speaker

from .hit import Hit
from .lexicon import lexicon

_NEGATIVE, _NEGATIVE_TWICE = -0.5, -0.3
"""VADER's compound score, -1 to 1: with one word of attack, and with more."""
_LONGEST = 600
"""Characters of a sentence that are weighed: nobody reads a longer one as one attack."""
_MOST_SENTENCES = 40

_INSULTS = listed(
    """
    idiot idiots idiotic moron morons moronic stupid stupidity dumb dumber dumbest imbecile imbeciles
    fool fools clown clowns loser losers liar liars lying coward cowards cowardly scum scumbag scumbags
    pathetic disgusting disgrace disgraceful despicable shameful shameless vile pig pigs parasite
    parasites incompetent clueless brainless braindead hypocrite hypocrites hypocritical arrogant greedy
    crook crooks worthless laughable lunatic lunatics nutjob nutjobs creep creeps jerk jerks hate tyrant
    tyrants thug thugs traitor traitors ignorant bigot bigots bigoted offensive
    """
)
"""Said of people, whoever they are."""
_HARSH = listed(
    """
    trash garbage filthy corrupt useless ridiculous twisted ugly evil rubbish cheap rude nasty awful
    terrible worst horrible fraud fake joke shame suck sucks
    """
)
"""Said of anything; an attack only where it is said to somebody's face."""
_AIMED = listed(
    "you your youre ur u yourself he she they them these those this that their his her people who"
)
_TO_A_FACE = listed("you your youre ur u yourself")
_WORD = re.compile("[a-z]+")


class AHostileTone:
    """The lexicon is read on a thread of its own beside start-up; until then every check says so."""

    name = "a hostile tone"
    finds = "Sentences that attack somebody."
    whole_post = True

    def __init__(self) -> None:
        self._analyzer: Any = None
        self._trouble: str | None = None
        self._loading = threading.Lock()
        self._thread: threading.Thread | None = None

    def warm_up(self) -> threading.Thread:
        """Begin to load, once; the thread ends when the tone can be judged, or can't be at all."""
        with self._loading:
            if self._thread is None:
                # No daemon: an interpreter that ends in the middle of an import can crash, and a crash is
                # not the exit code that was meant.
                self._thread = threading.Thread(target=self._load, name="tone", daemon=False)
                self._thread.start()
            return self._thread

    def ready(self) -> str | None:
        """None once the lexicon is read; asking begins to load it."""
        if self._analyzer is not None:
            return None
        self.warm_up()
        return self._trouble or "tone: warming up"

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:  # noqa: ARG002 - a tone is heard from anybody
        """The sentences that attack somebody."""
        if self._analyzer is None:
            return []
        text = draft.text
        words = draft.word_texts
        if _AIMED.isdisjoint(words) or (_INSULTS.isdisjoint(words) and _HARSH.isdisjoint(words)):
            return []
        hits: list[Hit] = []
        start = 0
        for end in draft.sentence_ends[:_MOST_SENTENCES]:
            sentence = text[start : min(end, start + _LONGEST)]
            if self._is_hostile(sentence):
                first = start + len(sentence) - len(sentence.lstrip())
                hits.append(Hit(first, start + len(sentence.rstrip()), "", "confirm"))
            start = end
        return hits

    def _is_hostile(self, sentence: str) -> bool:
        words = _WORD.findall(sentence.lower())
        attacks = len(_INSULTS.intersection(words))
        if not _TO_A_FACE.isdisjoint(words):
            attacks += len(_HARSH.intersection(words))
        if not attacks:
            return False
        score = float(self._analyzer.polarity_scores(sentence)["compound"])
        return score <= (_NEGATIVE if attacks == 1 else _NEGATIVE_TWICE)

    def _load(self) -> None:
        try:
            self._analyzer = _analyzer()
        except (ImportError, OSError, ValueError) as error:
            self._trouble = f"tone: can’t be judged, its word list could not be read ({error})"


def _analyzer() -> Any:  # noqa: ANN401 - nltk has no types
    """NLTK's analyzer over the lexicon of another package: nltk.download needs a network."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants  # 160 ms: never at start-up

    class Analyzer(SentimentIntensityAnalyzer):  # type: ignore[misc]  # nltk has no types
        """Filled from a file: NLTK's own reader refuses ``file:`` and fails on a closing line feed."""

        def __init__(self, words: dict[str, float]) -> None:
            self.lexicon = words
            self.constants = VaderConstants()

    return Analyzer(lexicon())
