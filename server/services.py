"""The parts of a companion, opened together on one data folder and closed together."""

from __future__ import annotations

from pathlib import Path

from server.accounts.registry import Registry
from server.records.acknowledgements import Acknowledgements
from server.records.ledger import Content, Ledger
from server.records.policies import Policies
from server.records.policy_draft import PolicyDrafts
from server.records.preferences import Preferences
from server.security.keys import Keys
from server.security.nonces import Nonces
from server.security.pairing import Pairing
from server.security.vault import Vault
from server.settings import prepare_folder
from server.store.database import FILE, DamagedError, Database
from server.store.recovery import set_aside


class Services:
    """What the web and the command line work with. Any number of processes may hold one each."""

    def __init__(self, home: Path) -> None:
        prepare_folder(home)
        self.home = home
        self.database = Database(home / FILE)
        self.vault = Vault(self.database, home)
        self.keys = Keys(self.database, self.vault)
        self.pairing = Pairing(self.database, self.vault, self.keys)
        self.ledger = Ledger(self.database, self.vault, home)
        self.acknowledgements = Acknowledgements(self.database, self.vault)
        self.policies = Policies(self.database)
        self.policy_draft = PolicyDrafts(self.database)
        self.preferences = Preferences(self.database)
        self.registry = Registry(self.database)
        self.vault.when_opened = self._say_what_is_gone
        self.registry.seed()

    def _say_what_is_gone(self) -> None:
        """An earlier ledger or key that is missing is said in the ledger itself."""
        if self.vault.database_lost and self.database.one("SELECT 1 FROM ledger") is None:
            known = self.ledger.remembered()
            where = (
                f"Its last known row was {known[0]} ({known[1]})." if known else "Its last row is not known."
            )
            self.ledger.append(Content(type="loss", reason=f"An earlier ledger is gone. {where}"))
        if self.vault.key_lost:
            self.ledger.seal_from(self.ledger.head().seq + 1)

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def open_services(home: Path) -> tuple[Services, str | None]:
    """Open a companion's parts for a run. A damaged database is set aside, and the second value says so."""
    notice = set_aside(home)
    try:
        return Services(home), notice
    except DamagedError:
        return Services(home), set_aside(home, surely=True)


def open_nonces(home: Path) -> Nonces:
    """The nonces of a running companion, with those of the last two minutes."""
    return Nonces(home / "nonces")
