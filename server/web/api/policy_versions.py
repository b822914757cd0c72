"""Every version of the policy that was adopted, and what changed between two of them."""

from __future__ import annotations

import msgspec

from server.policy.document import read_policy
from server.policy.telling.diff import changes
from server.web.calls import Asked, Call
from server.web.shapes.policy import Changes, DiffQuery, VersionAnswer, Versions, VersionText


def list_versions(asked: Asked) -> Versions:
    """Every version, the last adopted first."""
    return Versions(
        [VersionAnswer(**msgspec.structs.asdict(one)) for one in asked.services.policies.versions()]
    )


def version(asked: Asked) -> VersionText:
    """One version, whole."""
    policies = asked.services.policies
    document = policies.document(asked.path["sha256"])
    about = next(one for one in policies.versions() if one.sha256 == asked.path["sha256"])
    return VersionText(**msgspec.structs.asdict(about), text=document.decode())


def diff(asked: Asked) -> Changes:
    """What changed, in prose."""
    sent: DiffQuery = asked.query
    documents = [asked.services.policies.document(one) for one in (sent.before, sent.after)]
    with asked.desk.turn():
        before, after = map(read_policy, documents)
        return Changes(list(changes(before, after)))


CALLS = (
    Call(
        method="GET",
        path="/policy/versions",
        handle=list_versions,
        answer=Versions,
        summary="Every version of the policy",
    ),
    Call(
        method="GET",
        path="/policy/versions/{sha256}",
        handle=version,
        answer=VersionText,
        errors=(404,),
        summary="A version of the policy",
    ),
    Call(
        method="GET",
        path="/policy/diff",
        handle=diff,
        query=DiffQuery,
        answer=Changes,
        errors=(404,),
        summary="What changed between two versions",
    ),
)
