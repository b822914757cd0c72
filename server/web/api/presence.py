"""Which tabs are open on social sites; counted, never kept."""

from __future__ import annotations

from server.web.calls import Asked, Call
from server.web.shapes.standing import Counted, PresenceRequest


def presence(asked: Asked) -> Counted:
    """Count a browser's tabs."""
    sent: PresenceRequest = asked.body
    return Counted(len(sent.tabs))


CALLS = (
    Call(
        method="POST",
        path="/presence",
        handle=presence,
        body=PresenceRequest,
        answer=Counted,
        summary="Say which tabs are open",
    ),
)
