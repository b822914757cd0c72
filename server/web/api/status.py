"""How the companion is, and that it is there at all."""

from __future__ import annotations

import time

from server import VERSION
from server.checking.detectors import DETECTORS
from server.checking.rules import Policy
from server.errors import LaterError
from server.services import Services
from server.web.calls import Asked, Call
from server.web.shapes.common import LedgerHead, PolicyName
from server.web.shapes.standing import Health, KeyStore, Status, ToDo


def health(asked: Asked) -> Health:  # noqa: ARG001 - every handler takes what was asked
    """Name and API version, for anyone."""
    return Health("right-handle", "v1")


def status(asked: Asked) -> Status:
    """Everything that the popup and the settings page show at a glance."""
    services = asked.services
    in_force = services.policies.current()
    policy = in_force.compiled.policy
    head = services.ledger.head()
    return Status(
        name="right-handle",
        version=VERSION,
        time=time.time_ns() // 1_000_000,
        policy=PolicyName(policy.title, policy.version, policy.sha256),
        policy_error=in_force.fault or services.policies.refused(),
        if_unreachable=services.preferences.effective(policy.if_unreachable),
        key_store=KeyStore(services.vault.kind, services.vault.notice),
        warming=[why for detector in DETECTORS if (why := detector.ready()) is not None],
        ledger=LedgerHead(head.count, head.seq, head.hash),
        notices=[asked.live.notice] if asked.live.notice else [],
        to_do=_to_do(asked.services, policy),
    )


def _to_do(services: Services, policy: Policy) -> list[ToDo]:
    try:
        signed = services.acknowledgements.signed(policy.sha256)
    except LaterError:
        # Without the key no signature can be judged; the status says so already, under its key store.
        return []
    return [] if signed else [ToDo("sign", f"Version {policy.version} isn’t signed yet.")]


CALLS = (
    Call(
        method="GET", path="/health", handle=health, who=None, answer=Health, summary="Name and API version"
    ),
    Call(method="GET", path="/status", handle=status, answer=Status, summary="How the companion is"),
)
