"""The person's own settings."""

from __future__ import annotations

from server.errors import RightHandleError
from server.web.calls import Asked, Call
from server.web.shapes.standing import PersonSettings


def settings(asked: Asked) -> PersonSettings:
    """What the person chose."""
    return PersonSettings(if_unreachable=asked.services.preferences.if_unreachable)


def change(asked: Asked) -> PersonSettings:
    """Choose. Only the settings page may take a stricter choice back."""
    sent: PersonSettings = asked.body
    loosens = sent.if_unreachable == "policy" and asked.services.preferences.if_unreachable == "ask"
    if loosens and asked.caller.role != "page":
        raise RightHandleError(
            "forbidden", "This can only be loosened on the settings page.", status=403, field="if_unreachable"
        )
    asked.services.preferences.set_if_unreachable(sent.if_unreachable)
    return settings(asked)


CALLS = (
    Call(
        method="GET",
        path="/settings",
        handle=settings,
        answer=PersonSettings,
        summary="The person’s settings",
    ),
    Call(
        method="PUT",
        path="/settings",
        handle=change,
        body=PersonSettings,
        answer=PersonSettings,
        summary="Change the person’s settings",
    ),
)
