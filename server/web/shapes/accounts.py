"""The registry of accounts."""

from __future__ import annotations

import msgspec

from server.accounts.colours import Colour, Symbol
from server.accounts.registry import AccountKind
from server.checking.report import Kind

from .common import Closed, Short


class AccountAnswer(msgspec.Struct, kw_only=True):
    """A registered account; ``colour`` is the token's name."""

    id: str
    site: str
    handle: str
    external_id: str | None
    name: str
    kind: AccountKind
    purpose: str
    colour: Colour
    symbol: Symbol


class KnownAccount(msgspec.Struct, kw_only=True):
    """An account as a check knows it; ``colour`` is the token's name.

    ``site`` is empty where the policy means any, ``colour`` null where only the policy knows the account.
    """

    site: str
    handle: str
    name: str
    kind: Kind
    purpose: str
    colour: Colour | None


class Accounts(msgspec.Struct):
    """The registry, and all accounts that a check knows: those of the registry and of the policy."""

    accounts: list[AccountAnswer]
    known: list[KnownAccount]


class AccountRequest(Closed):
    """An account to register or change. Without a colour the first unused one is taken."""

    site: Short
    handle: Short
    kind: Short
    name: Short = ""
    purpose: Short = ""
    colour: Short | None = None
    external_id: Short | None = None
