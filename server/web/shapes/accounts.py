"""The registry of accounts."""

from __future__ import annotations

import msgspec

from server.accounts.colours import Colour, Symbol
from server.accounts.registry import AccountKind

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


class Accounts(msgspec.Struct):
    """The registry."""

    accounts: list[AccountAnswer]


class AccountRequest(Closed):
    """An account to register or change. Without a colour the first unused one is taken."""

    site: Short
    handle: Short
    kind: Short
    name: Short = ""
    purpose: Short = ""
    colour: Short | None = None
    external_id: Short | None = None
