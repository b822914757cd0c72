"""The registry: who may speak where, and the counts of how each account writes."""

from __future__ import annotations

import secrets
import sqlite3
import time
from typing import Literal

import msgspec

from server.checking.speaker import Voice
from server.errors import RightHandleError
from server.store.database import Database

from . import handles
from .colours import COLOURS, Colour, Symbol, first_unused
from .sites import known_site, unknown_value

AccountKind = Literal["company", "ambassador", "personal"]
KINDS: tuple[AccountKind, ...] = ("company", "ambassador", "personal")
MAX_NAME = 64
MAX_PURPOSE = 200


_VOICE = msgspec.json.Decoder(Voice)
"""Built at import: two threads that build one at once crash (see ``server.web.decode.prepare``)."""


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A registered account. ``handle`` is without its ``@``; ``external_id`` is the site's own number."""

    id: str
    site: str
    handle: str
    external_id: str | None
    name: str
    kind: AccountKind
    purpose: str
    colour: Colour
    symbol: Symbol
    voice: Voice


class Details(msgspec.Struct, kw_only=True):
    """What a person says about an account. Texts are checked here, whoever brings them."""

    site: str
    handle: str
    kind: str
    name: str = ""
    purpose: str = ""
    colour: str | None = None
    external_id: str | None = None


class Registry:
    """Adds, changes, removes and finds accounts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Account]:
        """Every account, in the order they were added."""
        return [
            _account(row) for row in self._database.query("SELECT * FROM accounts ORDER BY created_at, rowid")
        ]

    def add(self, details: Details) -> Account:
        """Register an account. Raises ``exists`` or ``look_alike`` (409), or ``invalid`` (422)."""
        with self._database.write():
            account = self._judged(details, secrets.token_hex(8), Voice())
            self._store(account, time.time_ns() // 1_000_000)
        return account

    def change(self, account_id: str, details: Details) -> Account:
        """Say something else about an account; what it has learned stays while site and handle do."""
        with self._database.write():
            before = self.get(account_id)
            same = (known_site(details.site), handles.folded(details.handle)) == (
                before.site,
                handles.folded(before.handle),
            )
            if details.colour is None:
                details.colour = before.colour
            account = self._judged(details, account_id, before.voice if same else Voice())
            row = self._database.one("SELECT created_at FROM accounts WHERE id = ?", (account_id,))
            self._database.execute("DELETE FROM accounts WHERE id = ?", (account_id,))
            self._store(account, int(row["created_at"]) if row else 0)
        return account

    def remove(self, account_id: str) -> None:
        """Take an account out. Raises ``not_found`` (404)."""
        with self._database.write():
            self.get(account_id)
            self._database.execute("DELETE FROM accounts WHERE id = ?", (account_id,))

    def get(self, account_id: str) -> Account:
        """An account by its id. Raises ``not_found`` (404)."""
        row = self._database.one("SELECT * FROM accounts WHERE id = ?", (account_id,))
        if row is None:
            raise RightHandleError("not_found", "No account has that id.", status=404)
        return _account(row)

    def by_handle(self, site: str, handle: str) -> Account | None:
        """The account of that handle on that site."""
        row = self._database.one(
            "SELECT * FROM accounts WHERE site = ? AND folded = ?", (site, handles.folded(handle))
        )
        return _account(row) if row else None

    def by_external_id(self, site: str, external_id: str) -> Account | None:
        """The account of that number on that site."""
        row = self._database.one(
            "SELECT * FROM accounts WHERE site = ? AND external_id = ?", (site, external_id)
        )
        return _account(row) if row else None

    def of_handle(self, handle: str) -> list[Account]:
        """The accounts of that handle, one a site."""
        rows = self._database.query("SELECT * FROM accounts WHERE folded = ?", (handles.folded(handle),))
        return [_account(row) for row in rows]

    def on_any_site(self, handle: str, site: str | None) -> Account:
        """The one account of that handle. Raises where there is none, or where more than one site has it."""
        wanted = known_site(site) if site else None
        found = [one for one in self.of_handle(handle) if wanted in (None, one.site)]
        if not found:
            raise RightHandleError(
                "not_found", f"@{handles.bare(handle)} is not registered. See: accounts list", status=404
            )
        if len(found) > 1:
            where = ", ".join(one.site for one in found)
            raise RightHandleError(
                "ambiguous", f"@{handles.bare(handle)} is on {where}. Say which with --site.", field="site"
            )
        return found[0]

    def look_alike(self, site: str, handle: str) -> Account | None:
        """Another account of the site that this handle is easily taken for."""
        wanted, mine = handles.skeleton(handle), handles.folded(handle)
        if not wanted:
            return None
        return next(
            (
                _account(row)
                for row in self._database.query("SELECT * FROM accounts WHERE site = ?", (site,))
                if row["folded"] != mine and handles.skeleton(row["handle"]) == wanted
            ),
            None,
        )

    def learn(self, account_id: str, seen: Voice) -> Voice:
        """Add the counts of more posts to what is known of how an account writes."""
        with self._database.write():
            before = self.get(account_id).voice
            voice = Voice(
                **{name: getattr(before, name) + getattr(seen, name) for name in Voice.__struct_fields__}
            )
            self._database.execute(
                "UPDATE accounts SET voice = ? WHERE id = ?",
                (msgspec.json.encode(voice).decode(), account_id),
            )
        return voice

    def seed(self) -> None:
        """On a fresh start the practice page has a company and a person to switch between."""
        if self._database.meta("seeded") is not None:
            return
        with self._database.write():
            for details in PRACTICE:
                if self.by_handle(details.site, details.handle) is None:
                    self.add(msgspec.structs.replace(details))
            self._database.set_meta("seeded", "practice")

    def _judged(self, details: Details, account_id: str, voice: Voice) -> Account:
        site = known_site(details.site)
        handle = handles.valid(details.handle, site)
        taken = self.by_handle(site, handle)
        if taken is not None and taken.id != account_id:
            raise RightHandleError(
                "exists", f"@{taken.handle} is registered on {site} already.", status=409, field="handle"
            )
        alike = self.look_alike(site, handle)
        if alike is not None and alike.id != account_id:
            raise RightHandleError(
                "look_alike", handles.difference(handle, alike.handle), status=409, field="handle"
            )
        colour = details.colour or first_unused(one.colour for one in self.all())
        if colour not in COLOURS:
            raise unknown_value("colour", colour, tuple(COLOURS))
        if details.kind not in KINDS:
            raise unknown_value("kind", details.kind, KINDS)
        return Account(
            id=account_id,
            site=site,
            handle=handle,
            external_id=_line("external_id", details.external_id or "", MAX_NAME) or None,
            name=_line("name", details.name, MAX_NAME) or handle,
            kind=details.kind,
            purpose=_line("purpose", details.purpose, MAX_PURPOSE),
            colour=colour,
            symbol=COLOURS[colour].symbol,
            voice=voice,
        )

    def _store(self, account: Account, created_at: int) -> None:
        self._database.execute(
            "INSERT INTO accounts (id, site, handle, folded, external_id, name, kind, purpose, colour, "
            "voice, created_at) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                account.id,
                account.site,
                account.handle,
                handles.folded(account.handle),
                account.external_id,
                account.name,
                account.kind,
                account.purpose,
                account.colour,
                msgspec.json.encode(account.voice).decode(),
                created_at,
            ),
        )


PRACTICE: tuple[Details, ...] = (
    Details(
        site="practice",
        handle="HaldenMotors",
        name="Halden Motors",
        kind="company",
        purpose="Customer support",
        colour="lagoon",
    ),
    Details(site="practice", handle="jomarsh", name="Jo Marsh", kind="personal", colour="mauve"),
)


def _line(field: str, text: str, most: int) -> str:
    line = " ".join(text.split())
    if len(line) > most:
        raise RightHandleError("invalid", f"At most {most} characters, please.", field=field)
    return line


def _account(row: sqlite3.Row) -> Account:
    return Account(
        id=row["id"],
        site=row["site"],
        handle=row["handle"],
        external_id=row["external_id"],
        name=row["name"],
        kind=row["kind"],
        purpose=row["purpose"],
        colour=row["colour"],
        symbol=COLOURS[row["colour"]].symbol,
        voice=_VOICE.decode(row["voice"]),
    )
