"""The policy in force, as people read it."""

from __future__ import annotations

import msgspec

from server.policy.describe import as_json
from server.web.calls import Asked, Call
from server.web.shapes.policy import PolicyAnswer


def policy(asked: Asked) -> PolicyAnswer:
    """The whole document, and its rules taken apart."""
    in_force = asked.services.policies.current()
    told = as_json(in_force.compiled.policy) | {"adopted_at": in_force.adopted_at}
    return msgspec.convert(told, PolicyAnswer)


CALLS = (
    Call(method="GET", path="/policy", handle=policy, answer=PolicyAnswer, summary="The policy in force"),
)
