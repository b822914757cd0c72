"""The company’s accounts as the document lists them.

``- **@HaldenMotors on x:** company; customer support; spoken for by Ana Reyes and Jo Marsh``
"""

from __future__ import annotations

import re

from server.checking.report import Kind
from server.checking.rules import AccountName, PolicyAccount, Rule

from ..faults import At, Faults, quoted
from .closed import closed_word
from .labels import KINDS
from .places import PlaceReader
from .source import plain

MOST_ACCOUNTS = 2_000
LONGEST_PURPOSE = 200

_KINDS: dict[str, Kind] = {kind: kind for kind in KINDS}
_SPOKEN_FOR = "spoken for by"
_SPOKEN_NEAR = 0.8
_HANDLE_NEAR = 0.85
_BETWEEN_NAMES = re.compile(r",|\band\b")
_OPENS = re.compile(r"@\S")


def names_account(label: str) -> bool:
    """Whether a label is the name of an account, sound or not."""
    return _OPENS.match(label) is not None


class AccountReader:
    """Reads the accounts of one document; ``found`` holds them in the order written."""

    def __init__(self, places: PlaceReader, faults: Faults) -> None:
        self._places = places
        self._faults = faults
        self.found: list[PolicyAccount] = []
        self._lines: dict[AccountName, int] = {}

    def take(self, label: str, value: str, at: At) -> None:
        """Read one account, or one handle on several sites."""
        named = self._places.account(label, at)
        if named is None:
            return
        if not named.sites:
            message = f"@{named.handle} has no site. Write {quoted(f'**@{named.handle} on x:**')}."
            self._faults.at(at, message)
        kind, purpose, speakers = self._about(named.handle, value, at)
        for site in named.sites:
            name = AccountName(named.handle.casefold(), site)
            if site == "mastodon" and "@" not in named.handle:
                meant = quoted(f"@{named.handle}@example.social on mastodon")
                self._faults.at(at, f"A Mastodon account has its server in its name. Write it like {meant}.")
            if name in self._lines:
                message = f"@{named.handle} on {site} stands in line {self._lines[name]} already. Keep one."
                self._faults.at(at, message)
                continue
            self._lines[name] = at.line
            if len(self._lines) == MOST_ACCOUNTS + 1:
                self._faults.at(at, f"This file has more than {MOST_ACCOUNTS:,} accounts.")
            self.found.append(
                PolicyAccount(
                    handle=named.handle,
                    site=site,
                    kind=kind or "company",
                    purpose=purpose,
                    speakers=speakers,
                    line=at.line,
                )
            )

    def _about(self, handle: str, value: str, at: At) -> tuple[Kind | None, str, tuple[str, ...]]:
        kind: Kind | None = None
        purposes: list[str] = []
        speakers: list[str] = []
        for place, piece in enumerate(piece.strip() for piece in value.removesuffix(";").split(";")):
            if not piece:
                continue
            if plain(piece) in _KINDS and kind is None:
                kind = _KINDS[plain(piece)]
            elif self._names_speakers(piece, at):
                names = piece.split(" by ", 1)[-1]
                speakers += [name.strip() for name in _BETWEEN_NAMES.split(names) if name.strip()]
            elif place == 0:
                kind = closed_word(piece, _KINDS, "a kind of account", at, self._faults) or "company"
            else:
                purposes.append(piece)
        if kind is None:
            self._faults.at(at, f"@{handle} has no kind. Begin with one of: {', '.join(KINDS)}.")
        purpose = "; ".join(purposes)
        if len(purpose) > LONGEST_PURPOSE:
            self._faults.at(at, f"This purpose is too long. It may have {LONGEST_PURPOSE} characters.")
        return kind, purpose, tuple(dict.fromkeys(speakers))

    def _names_speakers(self, piece: str, at: At) -> bool:
        """Whether this piece says who speaks; mistyped, nobody could speak and nobody would know why."""
        words = plain(piece)
        if words.startswith(f"{_SPOKEN_FOR} "):
            return True
        first = words.split(maxsplit=3)[:3]
        begins = (" ".join(first[:count]) for count in range(1, 4))
        if not any(
            self._faults.nearest(begin, [_SPOKEN_FOR], at.line, at_least=_SPOKEN_NEAR) for begin in begins
        ):
            return False
        self._faults.at(at, f"{quoted(piece)} is not clear. Write ‘{_SPOKEN_FOR}’ and the names.")
        return True

    def judge(self, rule: Rule) -> None:
        """Tell of accounts that a rule names and that can’t be meant as they are written."""
        at = At(rule.line, rule.id)
        if (
            rule.sites
            and rule.accounts
            and all(one.site and one.site not in rule.sites for one in rule.accounts)
        ):
            self._faults.at(at, f"{rule.id} never counts: none of its accounts is on its sites.")
        if not self.found:
            return
        known = {account.handle.casefold(): account.handle for account in self.found}
        for account in dict.fromkeys(one.handle for one in rule.accounts):
            near = (
                None
                if account.casefold() in known
                else self._faults.nearest(account, known, at.line, at_least=_HANDLE_NEAR)
            )
            if near is not None:
                message = f"This policy lists no @{account}. Did you mean @{known[near]}?"
                self._faults.at(at, f"{message} If not, list it among the accounts.")
        self._judge_kinds(rule, at)

    def _judge_kinds(self, rule: Rule, at: At) -> None:
        """A rule for company accounts that names only a personal one would never count, unnoticed."""
        kinds = [{one.kind for one in self.found if _is_of(one, named)} for named in rule.accounts]
        if rule.accounts and rule.kinds and all(kinds) and not rule.kinds & set().union(*kinds):
            has = ", ".join(sorted(set().union(*kinds)))
            message = f"{rule.id} never counts: its accounts are {has}. Change ‘Applies to’ or ‘Accounts’."
            self._faults.at(at, message)


def _is_of(account: PolicyAccount, named: AccountName) -> bool:
    return account.handle.casefold() == named.handle.casefold() and named.site in ("", account.site)
