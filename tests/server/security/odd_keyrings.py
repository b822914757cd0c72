"""Key stores as they are found on real machines and must be refused."""

from __future__ import annotations

from typing import ClassVar

from keyring.backend import KeyringBackend


class PlaintextKeyring(KeyringBackend):
    """Works, and keeps what it is given for everyone to read."""

    priority = 1  # type: ignore[assignment]  # keyring's own way to say it
    kept: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Exploding(KeyringBackend):
    """Raises what nobody expects."""

    priority = 1  # type: ignore[assignment]  # keyring's own way to say it

    def __init__(self) -> None:
        raise LookupError("no session")
