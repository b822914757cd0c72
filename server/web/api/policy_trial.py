"""A policy that is being written: what is wrong with it, what it would hold, and putting it in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from server.checking.rules import Policy, Section
from server.policy.document import FRONT
from server.policy.effect import effect
from server.policy.telling.coverage import coverage
from server.policy.telling.diff import changes
from server.settings import MAX_POLICY_BODY_BYTES
from server.web.calls import AUTHOR, PAGE, Asked, Call
from server.web.reports import report_on
from server.web.shapes.checks import CheckAnswer
from server.web.shapes.policy import TopicAnswer
from server.web.shapes.policy_editing import (
    Adopted,
    AdoptRequest,
    ChangedPost,
    DocumentCheck,
    DocumentRequest,
    Heading,
    Preview,
    TryRequest,
)


def check(asked: Asked) -> DocumentCheck:
    """What a document says, and every fault of it: a fault is an answer here, not an error."""
    document = asked.body.text.encode()
    policy, faults = asked.desk.examine(document)
    return DocumentCheck(
        errors=list(faults),
        title=policy.title if policy else "",
        version=policy.version if policy else "",
        sha256=hashlib.sha256(document).hexdigest(),
        rules=len(policy.rules) if policy else 0,
        examples=sum(len(rule.not_allowed) + len(rule.allowed) for rule in policy.rules) if policy else 0,
        coverage=[TopicAnswer(*topic) for topic in coverage(policy)] if policy else [],
        contents=list(_headings(policy)) if policy else [],
        chapters=[section.title for section in _chapters(policy)] if policy else [],
    )


def _chapters(policy: Policy) -> tuple[Section, ...]:
    """The chapters, without the prose above the first."""
    first = 1 if policy.sections and policy.sections[0].title == FRONT else 0
    return policy.sections[first:]


def _headings(policy: Policy) -> Iterator[Heading]:
    chapter_of = {
        rule_id: number for number, chapter in enumerate(_chapters(policy)) for rule_id in chapter.rules
    }
    for rule in policy.rules:
        yield Heading(rule.line, rule.id, rule.title, chapter_of.get(rule.id, -1))


def try_draft(asked: Asked) -> CheckAnswer:
    """Check a draft under a document. Nothing is written down, of either."""
    sent: TryRequest = asked.body
    return report_on(
        sent.text,
        [part.text for part in sent.parts],
        policy=asked.desk.ready(sent.policy.encode()),
        registry=asked.services.registry,
        site=sent.site,
        surface=sent.surface,
        handle=sent.account.handle,
        kind=sent.account.kind,
    )


def preview(asked: Asked) -> Preview:
    """What a document would change, against the policy in force."""
    policies = asked.services.policies
    before = policies.current().compiled
    with asked.desk.turn():
        after = policies.ready(asked.body.text.encode())
        seen = effect(before, after)
    return Preview(
        changes=list(changes(before.policy, after.policy)),
        posts=seen.posts,
        changed=[
            ChangedPost(
                text=one.text,
                kind=one.kind,
                organisation=one.organisation,
                year=one.year,
                before=one.before,
                after=one.after,
                rules=list(one.rules),
            )
            for one in seen.changed
        ],
    )


def adopt(asked: Asked) -> Adopted:
    """Put a document in force. A draft that says the same has done its work."""
    sent: AdoptRequest = asked.body
    with asked.desk.turn():
        adopted = asked.services.policies.adopt(sent.text.encode(), sent.base_sha256)
    asked.services.policy_draft.discard_text(sent.text)
    policy = adopted.compiled.policy
    return Adopted(
        title=policy.title, version=policy.version, sha256=policy.sha256, adopted_at=adopted.adopted_at
    )


CALLS = (
    Call(
        method="POST",
        path="/policy/check",
        handle=check,
        who=AUTHOR,
        body=DocumentRequest,
        max_body=MAX_POLICY_BODY_BYTES,
        answer=DocumentCheck,
        summary="Read a policy and run its examples",
    ),
    Call(
        method="POST",
        path="/policy/try",
        handle=try_draft,
        who=AUTHOR,
        body=TryRequest,
        max_body=MAX_POLICY_BODY_BYTES,
        answer=CheckAnswer,
        summary="Check a draft under a policy that is being written",
    ),
    Call(
        method="POST",
        path="/policy/preview",
        handle=preview,
        who=AUTHOR,
        body=DocumentRequest,
        max_body=MAX_POLICY_BODY_BYTES,
        answer=Preview,
        summary="What adopting a policy would change",
    ),
    Call(
        method="POST",
        path="/policy/adopt",
        handle=adopt,
        who=PAGE,
        body=AdoptRequest,
        max_body=MAX_POLICY_BODY_BYTES,
        answer=Adopted,
        errors=(409,),
        summary="Put a policy in force",
    ),
)
