"""A policy's examples, run: what the document shows is what the machine does.

Each rule is run alone: an example shows what that rule finds, and a check merges what several find.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

import msgspec

from server.checking.detectors import DETECTORS
from server.checking.draft import Draft
from server.checking.engine import CompiledPolicy, check, compile_policy
from server.checking.protected import is_silent
from server.checking.report import Kind, Report
from server.checking.rules import Example, Policy, Rule
from server.checking.speaker import Speaker

from .document import Reading, survey
from .faults import MOST_FAULTS, PolicyError, PolicyFault, quoted
from .reading.labels import KINDS

PATIENCE_SECONDS = 20.0
"""How long a detector may go on warming up before its examples count as not run."""

MOST_SECONDS = 15.0
"""Of work for all examples of a document together; those of a thousand rules take about one."""

_SITE, _SURFACE = "practice", "post"
_POLL_SECONDS = 0.02
_WAKING = "warming up"


def load_policy(data: bytes) -> CompiledPolicy:
    """Read a document, run every example of it, and compile it.

    Raises:
        PolicyError: with the faults of the reading and those of the examples together. What could not
            be read is not run: it would only say the same again.
    """
    reading = survey(data)
    if reading.policy is None:
        raise PolicyError(reading.faults)
    faults = reading.faults + run_examples(_readable(reading.policy, reading))
    if faults:
        raise PolicyError(faults)
    return compile_policy(reading.policy)


def _readable(policy: Policy, reading: Reading) -> Policy:
    """The rules and examples of a document that were read without a fault of their own."""
    lines = {fault.line for fault in reading.faults}

    def whole(examples: tuple[Example, ...]) -> tuple[Example, ...]:
        return tuple(example for example in examples if example.line not in lines)

    rules = (rule for rule in policy.rules if rule.id in reading.sound)
    runnable = (
        msgspec.structs.replace(rule, not_allowed=whole(rule.not_allowed), allowed=whole(rule.allowed))
        for rule in rules
    )
    return msgspec.structs.replace(policy, rules=tuple(runnable))


def run_examples(policy: Policy) -> tuple[PolicyFault, ...]:
    """Run each example as every kind of account its rule applies to; what fails becomes a fault.

    A ``Not allowed`` example must meet its rule at exactly the bold words, an ``Allowed`` one must not.
    """
    return tuple(islice(_faults(policy), MOST_FAULTS))


def _faults(policy: Policy) -> Iterator[PolicyFault]:
    deadline, began = time.monotonic() + PATIENCE_SECONDS, time.thread_time()
    compiled = compile_policy(policy)
    for at, rule in enumerate(policy.rules):
        asleep = _wait_for(rule, deadline)
        if asleep is not None:
            message = f"The examples of {rule.id} could not be run ({asleep}). Try again in a moment."
            yield PolicyFault(rule.line, message, rule.id)
            continue
        for fault in _faults_of(rule, compiled.alone(at)):
            if fault is not None:
                yield fault
            if time.thread_time() - began > MOST_SECONDS:
                message = f"The examples up to here took over {MOST_SECONDS:.0f} seconds. Shorten them."
                yield PolicyFault(rule.line, message, rule.id)
                return


def _wait_for(rule: Rule, deadline: float) -> str | None:
    """Wait until the rule's detectors can run; why one still can't, at the deadline or for good."""
    asked = {one.words for one in rule.looks_for if one.kind == "detector"}
    for detector in DETECTORS if asked else ():
        if detector.name not in asked:
            continue
        while (asleep := detector.ready()) is not None:
            if time.monotonic() >= deadline or _WAKING not in asleep:
                return asleep
            time.sleep(_POLL_SECONDS)
    return None


def _faults_of(rule: Rule, alone: CompiledPolicy) -> Iterator[PolicyFault | None]:
    """One answer for each example of the rule, None where it holds."""
    kinds = [kind for kind in KINDS if kind in rule.kinds]
    for example in (*rule.not_allowed, *rule.allowed):
        # The first kind that fails is enough: the other kinds would repeat the sentence.
        wrongs = (_wrong(rule, example, kind, alone) for kind in kinds)
        wrong = next((wrong for wrong in wrongs if wrong is not None), None)
        yield PolicyFault(example.line, wrong, rule.id) if wrong is not None else None


def _wrong(rule: Rule, example: Example, kind: Kind, alone: CompiledPolicy) -> str | None:
    """What is wrong with one example on one kind of account, as a sentence."""
    report = check(example.text, (), Speaker(kind=kind), alone, site=_SITE, surface=_SURFACE)
    unchecked = next((left.why for left in report.not_checked if left.rule == rule.id), None)
    if unchecked is not None:
        return f"This example of {rule.id} could not be run ({unchecked}). Try again in a moment."
    draft = Draft(example.text)
    wanted = {draft.utf16(*span) for span in example.spans}
    found = _found(report, rule)
    if set(found) == wanted:
        return None
    account = f"on {'an' if kind == 'ambassador' else 'a'} {kind} account"
    surplus = next((words for span, words in found.items() if span not in wanted), None)
    if surplus is not None and not wanted:
        return f"{rule.id} finds {quoted(surplus)} here {account}. Change the rule or the example."
    if surplus is not None:
        return f"{rule.id} finds {quoted(surplus)} here {account}. Put ** around exactly these words."
    missed = next(example.text[slice(*span)] for span in example.spans if draft.utf16(*span) not in found)
    if is_silent(rule.category, kind, [draft]):
        return (
            f"{rule.id} is silent on {quoted(missed)} {account}: this talks about work. Change the example."
        )
    return f"{rule.id} does not find {quoted(missed)} {account}. Change the rule or the example."


def _found(report: Report, rule: Rule) -> dict[tuple[int, int], str]:
    return {finding.span: finding.match for finding in report.findings if finding.rule == rule.id}
