"""The policy document: one Markdown file that people read and sign and that the machine runs.

The form is the contract's. Every fault of a file is found in one reading, and any fault refuses
the whole file, so that what is in force is always a document somebody could read to its end.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

from server.checking.pause import without_collector
from server.checking.rules import Policy, Rule

from .faults import Faults, PolicyError, PolicyFault, TooManyFaultsError, quoted
from .reading import labels
from .reading.chapters import Chapter, ChapterText
from .reading.markdown import Block, read_blocks
from .reading.openers import AFTER_A_SLIP, STEPS
from .reading.readers import Readers
from .reading.rule_text import RuleText, looks_like_rule
from .reading.source import decode

FRONT = "About this policy"
"""Names the prose between the title and the first chapter, where a document has some."""

_TITLE, _CHAPTER, _RULE = 1, 2, 3
_MAY_BE_MEANT = frozenset({"heading", "paragraph"})


class Reading(NamedTuple):
    """What could be read, and what couldn't. ``policy`` is None where the file is no text at all.

    ``sound`` holds the ids of rules that can be run, whatever else is wrong with them.
    """

    policy: Policy | None
    faults: tuple[PolicyFault, ...]
    sound: frozenset[str] = frozenset()


def read_policy(data: bytes | str) -> Policy:
    """Read a document without running its examples.

    Raises:
        PolicyError: with every fault of the file, each with its line.
    """
    reading = survey(data)
    if reading.policy is None or reading.faults:
        raise PolicyError(reading.faults)
    return reading.policy


def survey(data: bytes | str) -> Reading:
    """Read as much as can be read, so that examples of sound rules run beside the faults of others."""
    faults = Faults()
    try:
        with without_collector():
            return _survey(data, faults)
    except TooManyFaultsError:
        return Reading(None, tuple(faults.found))


def _survey(data: bytes | str, faults: Faults) -> Reading:
    text = decode(data, faults)
    if text is None:
        return Reading(None, tuple(faults.found))
    document = _Document(faults)
    for block in read_blocks(text, faults):
        document.take(block)
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    policy = document.finish(text, hashlib.sha256(raw).hexdigest())
    return Reading(policy, tuple(faults.found), frozenset(document.sound))


class _Document:
    """Reads the document block by block: title, chapters, front labels; rules are read by ``RuleText``."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._readers = Readers(faults)
        self._inline = self._readers.inline
        self._text = ChapterText(self._readers)
        self._title: tuple[str, int] | None = None
        self._chapters = [Chapter(FRONT)]
        self._rule: RuleText | None = None
        self._rules: dict[str, Rule] = {}
        self._rules_opened = 0
        self.sound: set[str] = set()

    def take(self, block: Block) -> None:
        """Read the next block of the document."""
        if block.kind == "heading" and block.level <= _RULE:
            self._end_rule()
            self._text.openers.end()
            self._take_heading(block)
        elif block.kind in _MAY_BE_MEANT and self._is_rule_elsewhere(block):
            self._end_rule()
        elif self._rule is not None:
            self._rule.take(block)
        else:
            self._text.take(block, self._chapters[-1])

    def _take_heading(self, block: Block) -> None:
        words = self._inline.prose(block)
        if block.level == _RULE:
            self._open_rule(block)
        elif looks_like_rule(words):
            self._faults.add(block.line, f"{quoted(words)} is a rule. Write it with three signs, ‘### ’.")
        elif block.level == _CHAPTER:
            if not words:
                self._faults.add(block.line, "This chapter has no title. Write it behind the ‘##’.")
            self._chapters.append(Chapter(words))
        elif self._title is not None:
            self._faults.add(
                block.line, f"The title stands in line {self._title[1]} already. Write ‘## ’ for a chapter."
            )
        else:
            self._title = (words, block.line)
            if not words:
                self._faults.add(block.line, "The title is empty. Write it behind the ‘#’.")

    def _open_rule(self, block: Block) -> None:
        if len(self._chapters) == 1:
            self._faults.add(
                block.line, "This rule stands outside a chapter. Write a ‘## ’ heading above it."
            )
        self._rules_opened += 1
        chapter = self._chapters[-1]
        self._rule = RuleText(block, place_of(chapter.title), self._readers)

    def _is_rule_elsewhere(self, block: Block) -> bool:
        """Whether a rule was meant by a heading that is too deep or lacks the space behind its signs."""
        signs = block.kind == "heading" or (self._rule is None and block.source.startswith("##"))
        if not signs:
            return False
        words = self._inline.prose(block)
        if not looks_like_rule(words.lstrip("# ")):
            return False
        self._faults.add(block.line, f"{quoted(words)} is a rule. Write it with three signs, ‘### ’.")
        return True

    def _end_rule(self) -> None:
        if self._rule is None:
            return
        rule, is_sound = self._rule.finish(), self._rule.is_sound
        self._rule = None
        first = self._rules.get(rule.id)
        if first is not None:
            message = f"The id {rule.id} is taken by line {first.line}. Give this rule another."
            self._faults.add(rule.line, message, rule.id)
        elif rule.id:
            if is_sound:
                self.sound.add(rule.id)
            self._rules[rule.id] = rule
            self._chapters[-1].rules.append(rule.id)

    def finish(self, text: str, sha256: str) -> Policy:
        """The policy as far as it could be read; what is missing has become faults."""
        self._end_rule()
        if self._title is None:
            self._faults.add(1, "This policy has no title. Write ‘# ’ and its name at the top.")
        if not self._rules_opened:
            self._faults.add(1, "This policy has no rule, so it would find nothing. Write one with ‘### ’.")
        self._text.openers.end()
        self._text.name_what_is_missing(self._title[1] if self._title else 1)
        self.sound -= self._readers.lists.finish()
        for rule in self._rules.values():
            self._readers.accounts.judge(rule)
        chapters = [chapter for chapter in self._chapters if chapter.title != FRONT or chapter.paragraphs]
        front, read = self._readers.front, self._text.read
        return Policy(
            title=self._title[0] if self._title else "",
            version=read(labels.VERSION, front.version, ""),
            sha256=sha256,
            text=text,
            rules=tuple(self._rules.values()),
            sections=tuple(chapter.as_section() for chapter in chapters),
            if_unreachable=read(labels.UNREACHABLE, front.unreachable, "ask"),
            allowance_minutes=read(labels.ALLOWANCE, front.allowance, None),
            signature_text="\n\n".join(self._text.signature),
            signing=read(labels.SIGNATURE, front.signing, "asked"),
            training_months=read(labels.TRAINING, front.training, None),
            personal_use=read(labels.PERSONAL_USE, front.personal_use, None),
            personal_activity=read(labels.PERSONAL_ACTIVITY, front.personal_activity, ()),
            accounts=tuple(self._readers.accounts.found),
            lists=dict(self._readers.lists.entries),
            steps=self._text.openers.items(STEPS),
            after_a_slip=self._text.openers.items(AFTER_A_SLIP),
        )


def place_of(chapter: str) -> str:
    """Where a rule stands, for people: ``section 3``, or the chapter's name where it has no number."""
    found = re.match(r"\s*(\d+(?:\.\d+)*)", chapter)
    return f"section {found[1]}" if found else f"“{chapter}”"
