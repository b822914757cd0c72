"""Who calls: the signature of a call judged, and what is needed to prove the answer to it."""

from __future__ import annotations

import time

import msgspec

from server.errors import RightHandleError

from . import rh1
from .keys import Key, Keys
from .nonces import Nonces


class Caller(msgspec.Struct, frozen=True):
    """A client whose MAC was right. ``refusal`` says why the call is refused all the same."""

    key: Key
    secret: bytes
    nonce: str
    refusal: RightHandleError | None = None

    def proof(self, status: int, body: bytes) -> str:
        """The ``RH1-Proof`` of an answer to this call."""
        return rh1.answer_proof(self.secret, self.nonce, status, body)


class Calls:
    """Reads the ``Authorization`` of a call."""

    def __init__(self, keys: Keys, nonces: Nonces) -> None:
        self._keys = keys
        self._nonces = nonces

    def caller(self, header: str | None, method: str, target: str, body: bytes) -> Caller | RightHandleError:
        """The caller, or the 401 for a call that carries no valid MAC.

        A valid MAC with a time more than a minute off, or with a nonce that was used, is a caller
        with a ``refusal``: its answer is proved, so that the client may believe it.
        """
        if not header:
            return _unsigned("unsigned", "This call must be signed with a key.")
        said = rh1.read_authorization(header)
        if said is None:
            return _unsigned("unsigned", "The Authorization header is not RH1 KEYID:TIME:NONCE:MAC.")
        found = self._keys.find(said.key_id)
        if found is None:
            return _unsigned("unknown_key", "This key is not known here. Connect again with a new code.")
        key, secret = found
        signed = rh1.Signed(method, target, said.time, said.nonce, body)
        if not rh1.same(rh1.request_mac(secret, signed), said.mac):
            return _unsigned("wrong_mac", "The signature does not fit this call.")
        return Caller(key, secret, said.nonce, self._refusal(said))

    def _refusal(self, said: rh1.Authorization) -> RightHandleError | None:
        now = time.time_ns() // 1_000_000
        if abs(now - int(said.time)) > rh1.CLOCK_SKEW_MS:
            return RightHandleError(
                "clock_skew", "The call’s time is more than 60 s off.", status=401, server_time=now
            )
        if not self._nonces.use(said.nonce):
            return RightHandleError("replayed", "This call was made before.", status=401)
        return None


def _unsigned(code: str, message: str) -> RightHandleError:
    return RightHandleError(code, message, status=401)
