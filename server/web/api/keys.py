"""Pairing, and the keys that came of it."""

from __future__ import annotations

from server.security.keys import Role
from server.security.pairing import CODE_SECONDS, PAGE_CODE_SECONDS
from server.web.calls import CLIENT, PAGE, Asked, Call
from server.web.shapes.common import Nothing
from server.web.shapes.keys import Code, KeyList, PairAnswer, PairRequest


def pair(asked: Asked) -> PairAnswer:
    """Turn a code into a key. Who asks, by Origin, decides what the key may do."""
    sent: PairRequest = asked.body
    paired = asked.services.pairing.pair(
        sent.name, sent.client_nonce, sent.proof, role=_role(asked.origin), origin=asked.origin
    )
    return PairAnswer(paired.key.key_id, paired.server_nonce, paired.proof)


def list_keys(asked: Asked) -> KeyList:
    """Who is connected."""
    return KeyList(asked.services.keys.all())


def revoke(asked: Asked) -> None:
    """Take a key away, at once."""
    asked.services.keys.revoke(asked.path["key_id"])


def new_code(asked: Asked) -> Code:
    """A fresh code to type into another browser."""
    return Code(asked.services.pairing.new_code(), CODE_SECONDS)


def page_code(asked: Asked) -> Code:
    """A code that opens the settings page, once and within a minute."""
    return Code(asked.services.pairing.new_code("page"), PAGE_CODE_SECONDS)


def _role(origin: str | None) -> Role:
    if origin is None:
        return "program"
    return "page" if origin.startswith("http://") else "extension"


CALLS = (
    Call(
        method="POST",
        path="/pair",
        handle=pair,
        who=None,
        body=PairRequest,
        answer=PairAnswer,
        errors=(429,),
        summary="Turn a pairing code into a key",
    ),
    Call(method="GET", path="/keys", handle=list_keys, who=PAGE, answer=KeyList, summary="Who is connected"),
    Call(
        method="POST",
        path="/keys/code",
        handle=new_code,
        who=PAGE,
        body=Nothing,
        answer=Code,
        summary="A fresh pairing code",
    ),
    Call(
        method="DELETE",
        path="/keys/{key_id}",
        handle=revoke,
        who=PAGE,
        status=204,
        answer=None,
        errors=(404,),
        summary="Take a key away",
    ),
    Call(
        method="POST",
        path="/page-code",
        handle=page_code,
        who=CLIENT,
        body=Nothing,
        answer=Code,
        summary="A code that opens the settings page",
    ),
)
