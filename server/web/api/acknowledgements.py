"""Signatures under the policy."""

from __future__ import annotations

from server.records.acknowledgements import Acknowledgement
from server.web.calls import Asked, Call
from server.web.shapes.records import AcknowledgementRequest, Acknowledgements


def list_acknowledgements(asked: Asked) -> Acknowledgements:
    """Every signature."""
    return Acknowledgements(asked.services.acknowledgements.all())


def sign(asked: Asked) -> Acknowledgement:
    """Sign the policy in force."""
    sent: AcknowledgementRequest = asked.body
    in_force = asked.services.policies.current().compiled.policy.sha256
    return asked.services.acknowledgements.add(
        sent.policy_sha256, sent.name, asked.caller.key_id, in_force=in_force
    )


CALLS = (
    Call(
        method="GET",
        path="/acknowledgements",
        handle=list_acknowledgements,
        answer=Acknowledgements,
        summary="Every signature",
    ),
    Call(
        method="POST",
        path="/acknowledgements",
        handle=sign,
        status=201,
        body=AcknowledgementRequest,
        answer=Acknowledgement,
        errors=(409,),
        summary="Sign the policy in force",
    ),
)
