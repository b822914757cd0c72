"""The policy in force as people read it, what a policy can look for, and the ones to start from."""

from __future__ import annotations

import msgspec

from server.checking.detectors import DETECTORS
from server.policy.starter import starter_bytes, starters
from server.policy.telling.describe import as_json
from server.web.calls import Asked, Call
from server.web.shapes.policy import (
    DetectorAnswer,
    Detectors,
    DocumentText,
    PolicyAnswer,
    StarterAnswer,
    Starters,
)


def policy(asked: Asked) -> PolicyAnswer:
    """The whole document, and its rules taken apart."""
    in_force = asked.services.policies.current()
    told = msgspec.convert(
        as_json(in_force.compiled.policy) | {"adopted_at": in_force.adopted_at}, PolicyAnswer
    )
    if in_force.adopted_at:
        # Read, a document has line feeds alone; whoever changes it begins with its own bytes.
        told.text = asked.services.policies.document(told.sha256).decode()
    return told


def list_detectors(asked: Asked) -> Detectors:  # noqa: ARG001 - every handler takes what was asked
    """What a rule can look for by name."""
    return Detectors([DetectorAnswer(detector.name, detector.finds) for detector in DETECTORS])


def list_starters(asked: Asked) -> Starters:  # noqa: ARG001 - every handler takes what was asked
    """The policies to start from."""
    return Starters([StarterAnswer(**one._asdict()) for one in starters()])


def starter(asked: Asked) -> DocumentText:
    """One of them."""
    return DocumentText(starter_bytes(asked.path["name"]).decode())


CALLS = (
    Call(method="GET", path="/policy", handle=policy, answer=PolicyAnswer, summary="The policy in force"),
    Call(
        method="GET",
        path="/policy/detectors",
        handle=list_detectors,
        answer=Detectors,
        summary="What a rule can look for by name",
    ),
    Call(
        method="GET",
        path="/policy/starters",
        handle=list_starters,
        answer=Starters,
        summary="The policies to start from",
    ),
    Call(
        method="GET",
        path="/policy/starters/{name}",
        handle=starter,
        answer=DocumentText,
        errors=(404,),
        summary="A policy to start from",
    ),
)
