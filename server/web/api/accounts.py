"""The registry of accounts."""

from __future__ import annotations

import msgspec

from server.accounts.registry import Account, Details
from server.accounts.speaking import known_accounts
from server.web.calls import PAGE, Asked, Call
from server.web.shapes.accounts import AccountAnswer, AccountRequest, Accounts, KnownAccount


def list_accounts(asked: Asked) -> Accounts:
    """Every account."""
    registered = asked.services.registry.all()
    listed = asked.services.policies.current().compiled.policy.accounts
    known = [KnownAccount(**one._asdict()) for one in known_accounts(registered, listed)]
    return Accounts([_answer(account) for account in registered], known)


def add(asked: Asked) -> AccountAnswer:
    """Register one."""
    return _answer(asked.services.registry.add(_details(asked.body)))


def change(asked: Asked) -> AccountAnswer:
    """Say something else about one."""
    return _answer(asked.services.registry.change(asked.path["account_id"], _details(asked.body)))


def remove(asked: Asked) -> None:
    """Take one out."""
    asked.services.registry.remove(asked.path["account_id"])


def _details(sent: AccountRequest) -> Details:
    return Details(**msgspec.structs.asdict(sent))


def _answer(account: Account) -> AccountAnswer:
    return AccountAnswer(**{name: getattr(account, name) for name in AccountAnswer.__struct_fields__})


CALLS = (
    Call(method="GET", path="/accounts", handle=list_accounts, answer=Accounts, summary="Every account"),
    Call(
        method="POST",
        path="/accounts",
        handle=add,
        status=201,
        body=AccountRequest,
        answer=AccountAnswer,
        errors=(409,),
        summary="Register an account",
    ),
    Call(
        method="PUT",
        path="/accounts/{account_id}",
        handle=change,
        who=PAGE,
        body=AccountRequest,
        answer=AccountAnswer,
        errors=(404, 409),
        summary="Change an account",
    ),
    Call(
        method="DELETE",
        path="/accounts/{account_id}",
        handle=remove,
        who=PAGE,
        status=204,
        answer=None,
        errors=(404,),
        summary="Take an account out",
    ),
)
