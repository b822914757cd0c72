"""The draft of the next policy as it is saved, and one rule of it changed through a form."""

from __future__ import annotations

import re

import msgspec

from server.errors import LaterError, RightHandleError
from server.policy.editing.edit import rule_form, with_new_rule, with_rule, without_rule
from server.policy.editing.rule_values import RuleForm
from server.policy.faults import PolicyFault
from server.settings import MAX_POLICY_BODY_BYTES
from server.web.calls import PAGE, Asked, Call
from server.web.shapes.policy_editing import (
    DraftAnswer,
    DraftQuery,
    DraftRequest,
    DraftSaved,
    Edited,
    EditRequest,
    FormRequest,
)


def draft(asked: Asked) -> DraftAnswer:
    """The draft as it was last saved."""
    found = asked.services.policy_draft.get()
    if found is None:
        raise RightHandleError("no_draft", "No draft of the policy is saved.", status=404)
    return DraftAnswer(**msgspec.structs.asdict(found))


def save(asked: Asked) -> DraftSaved:
    """Save the draft, whatever is wrong with it, and tell what is."""
    sent: DraftRequest = asked.body
    saved = asked.services.policy_draft.save(sent.text, sent.base, sent.revision)
    return DraftSaved(**msgspec.structs.asdict(saved), errors=_faults(asked, sent.text))


def _faults(asked: Asked, text: str) -> list[PolicyFault] | None:
    try:
        return list(asked.desk.examine(text.encode()).faults)
    except LaterError:
        # It is saved: an error here would have the caller save it again, over itself.
        return None


def discard(asked: Asked) -> None:
    """Let the draft go."""
    asked.services.policy_draft.discard(asked.query.revision)


def form(asked: Asked) -> RuleForm:
    """One rule of a document, as a form."""
    with asked.desk.turn():
        return rule_form(asked.body.text, asked.body.rule)


def edit(asked: Asked) -> Edited:
    """One rule changed, added or taken out; nothing else of the document changes."""
    sent: EditRequest = asked.body
    with asked.desk.turn():
        try:
            changed = _changed(sent)
        except RightHandleError as error:
            raise _placed(error) from None
    return Edited(changed, _line(sent, changed))


def _placed(error: RightHandleError) -> RightHandleError:
    """The error with its field as the request has it: the values of a form stand inside one."""
    if error.field is not None and error.field.partition(".")[0] in RuleForm.__struct_fields__:
        error.field = f"form.{error.field}"
    return error


def _changed(sent: EditRequest) -> str:
    if sent.form is None:
        if not sent.rule:
            raise RightHandleError("invalid", "Say which rule to take out.", field="rule")
        return without_rule(sent.text, sent.rule)
    if sent.rule:
        return with_rule(sent.text, sent.rule, sent.form)
    if sent.chapter is None:
        raise RightHandleError("invalid", "Say which chapter the new rule goes into.", field="chapter")
    return with_new_rule(sent.text, sent.form, chapter=sent.chapter)


def _line(sent: EditRequest, changed: str) -> int:
    """The line of the rule's heading, or where a rule was taken out."""
    if sent.form is not None:
        rule_id = re.escape(sent.form.id.strip())
        heading = re.search(rf"^[ ]{{0,3}}###[ \t]+\W*{rule_id}\b", changed, re.MULTILINE | re.IGNORECASE)
        if heading is not None:
            return changed.count("\n", 0, heading.start()) + 1
    before, after = sent.text.split("\n"), changed.split("\n")
    same = (old == new for old, new in zip(before, after, strict=False))
    return next((line for line, is_same in enumerate(same, 1) if not is_same), len(after))


CALLS = (
    Call(
        method="GET",
        path="/policy/draft",
        handle=draft,
        who=PAGE,
        answer=DraftAnswer,
        errors=(404,),
        summary="The draft of the next policy",
    ),
    Call(
        method="PUT",
        path="/policy/draft",
        handle=save,
        who=PAGE,
        body=DraftRequest,
        max_body=MAX_POLICY_BODY_BYTES,
        answer=DraftSaved,
        errors=(409,),
        summary="Save the draft of the next policy",
    ),
    Call(
        method="DELETE",
        path="/policy/draft",
        handle=discard,
        who=PAGE,
        query=DraftQuery,
        answer=None,
        status=204,
        errors=(409,),
        summary="Discard the draft of the next policy",
    ),
    Call(
        method="POST",
        path="/policy/form",
        handle=form,
        who=PAGE,
        body=FormRequest,
        max_body=MAX_POLICY_BODY_BYTES,
        answer=RuleForm,
        errors=(404, 409),
        summary="A rule of a policy as a form",
    ),
    Call(
        method="POST",
        path="/policy/edit",
        handle=edit,
        who=PAGE,
        body=EditRequest,
        max_body=MAX_POLICY_BODY_BYTES,
        answer=Edited,
        errors=(404, 409),
        summary="Change, add or take out a rule of a policy",
    ),
)
