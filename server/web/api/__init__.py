"""The API: every call in one list, from one module a group."""

from __future__ import annotations

from server.web.calls import Call

from . import (
    accounts,
    acknowledgements,
    checks,
    keys,
    ledger,
    policy,
    policy_editing,
    policy_trial,
    policy_versions,
    presence,
    settings,
    status,
)

CALLS: tuple[Call, ...] = (
    *status.CALLS,
    *keys.CALLS,
    *checks.CALLS,
    *accounts.CALLS,
    *policy.CALLS,
    *policy_versions.CALLS,
    *policy_trial.CALLS,
    *policy_editing.CALLS,
    *ledger.CALLS,
    *presence.CALLS,
    *acknowledgements.CALLS,
    *settings.CALLS,
)
