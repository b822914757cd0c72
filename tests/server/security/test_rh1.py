"""The formulas of RH1."""

from __future__ import annotations

import pytest

from server.security import rh1
from server.security.encoding import from_text, to_text

ZERO = to_text(bytes(16))
CODE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_the_contracts_vector_holds() -> None:
    assert rh1.client_proof(CODE, ZERO) == "6h9oiAoymuUoLstUSHDaEbCJG850Grb8gKndXgzvcf4"
    assert to_text(rh1.derive_secret(CODE, ZERO, ZERO)) == "iSmFjPTkTZl93NeQMr6LbYF8y11_lgzDuDpq316wHOE"


def test_a_mac_changes_with_every_line_that_it_is_over() -> None:
    call = rh1.Signed("POST", "/api/v1/check?a=1", "1700000000000", ZERO, b"{}")
    others = [
        call._replace(method="PUT"),
        call._replace(target="/api/v1/check?a=2"),
        call._replace(time="1700000000001"),
        call._replace(nonce=to_text(bytes(15) + b"\1")),
        call._replace(body=b"{ }"),
    ]
    macs = {rh1.request_mac(bytes(32), one) for one in (call, *others)}
    assert len(macs) == 1 + len(others)


def test_a_proof_is_bound_to_nonce_status_and_body() -> None:
    proofs = {
        rh1.answer_proof(bytes(32), nonce, status, body)
        for nonce, status, body in (
            (ZERO, 200, b""),
            (ZERO, 204, b""),
            (ZERO, 200, b" "),
            (ZERO[1:] + "B", 200, b""),
        )
    }
    assert len(proofs) == 4


@pytest.mark.parametrize(
    "header",
    [
        "",
        "RH1",
        "Bearer é",
        "rh1 k:1:" + "A" * 22 + ":" + "A" * 43,
        "RH1 k:-1:" + "A" * 22 + ":" + "A" * 43,
        "RH1 k:١٢٣:" + "A" * 22 + ":" + "A" * 43,
        "RH1 k:1:" + "A" * 21 + ":" + "A" * 43,
        "RH1 k:1:" + "A" * 21 + "B:" + "A" * 43,
        "RH1 k:1:" + "A" * 22 + ":" + "A" * 42 + "B",
        "RH1 k:1:" + "A" * 22 + ":" + "A" * 43 + ":x",
        "RH1 k:1:" + "A" * 22 + ":" + "A" * 43 + "\n",
        "RH1 k:1:" + "A" * 22 + ":" + "A" * 43 + ", RH1 k:1:x:y",
    ],
)
def test_a_header_that_is_not_rh1_in_its_one_spelling_is_nobodys(header: str) -> None:
    assert rh1.read_authorization(header) is None


@pytest.mark.parametrize("text", ["", "A", "AAAA=", "AAA+", "AAA/", "AB", "Ä" * 22, "A" * 23])
def test_base64url_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError):
        from_text(text, 16)
