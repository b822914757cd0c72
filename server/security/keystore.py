"""The system's key store, through keyring: asked with a limit of three seconds and never trusted blindly.

keyring answers with whatever it finds: a store that forgets, one that keeps plain text, one that
raises on use. Only stores that are known to keep secrets are taken, and those are tried first.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Right Handle"
LIMIT_SECONDS = 3.0
TRUSTED = tuple(
    f"keyring.backends.{name}." for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
)
"""Everything else is refused: ``fail`` and ``null`` keep nothing, keyrings.alt keeps plain text."""

Outcome = Literal["found", "none", "absent", "locked"]


class Reply(NamedTuple):
    """What the store said: the entry where it was found, and why not in words for a person."""

    outcome: Outcome
    value: str = ""
    why: str = ""


def find_entry(name: str) -> Reply:
    """Look an entry up: ``found``, ``none`` in a store that works, ``absent`` store, or ``locked``."""
    return _within_limit(lambda: _find(name))


def keep_entry(name: str, value: str) -> Reply:
    """Write an entry and read it back: ``found`` where it is really kept."""
    return _within_limit(lambda: _keep(name, value))


def _find(name: str) -> Reply:
    store = _trusted_store()
    if isinstance(store, Reply):
        return store
    value = store.get_password(SERVICE, name)
    if value is not None:
        return Reply("found", value)
    probe = f"probe-{secrets.token_hex(8)}"
    store.set_password(SERVICE, probe, probe)
    kept = store.get_password(SERVICE, probe)
    store.delete_password(SERVICE, probe)
    if kept != probe:
        return Reply("absent", why="The system’s key store forgets what it is given.")
    return Reply("none")


def _keep(name: str, value: str) -> Reply:
    store = _trusted_store()
    if isinstance(store, Reply):
        return store
    store.set_password(SERVICE, name, value)
    if store.get_password(SERVICE, name) != value:
        return Reply("absent", why="The system’s key store forgets what it is given.")
    return Reply("found", value)


def _trusted_store() -> KeyringBackend | Reply:
    import keyring
    from keyring.backends.chainer import ChainerBackend

    store = keyring.get_keyring()
    if isinstance(store, ChainerBackend):
        # A chain writes to whichever comes first, plain text included.
        store = next((one for one in store.backends if _is_trusted(one)), store)
    if _is_trusted(store):
        return store
    kind = f"{type(store).__module__}.{type(store).__qualname__}"
    return Reply("absent", why=f"No key store of the system can be used here ({kind}).")


def _is_trusted(store: KeyringBackend) -> bool:
    return f"{type(store).__module__}.".startswith(TRUSTED)


def _within_limit(ask: Callable[[], Reply]) -> Reply:
    said: list[Reply] = []
    # A store may wait for a person at a prompt for ever; a daemon thread never keeps the companion up.
    asking = threading.Thread(target=lambda: said.append(_safely(ask)), daemon=True, name="key store")
    asking.start()
    asking.join(LIMIT_SECONDS)
    return said[0] if said else Reply("locked", why="The system’s key store gave no answer in 3 seconds.")


def _safely(ask: Callable[[], Reply]) -> Reply:
    try:
        return ask()
    except Exception as error:
        if "locked" in type(error).__name__.lower():
            return Reply("locked", why="The system’s key store is locked.")
        return Reply("absent", why=f"The system’s key store can’t be used ({type(error).__name__}).")
