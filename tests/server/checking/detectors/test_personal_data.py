"""Personal data: numbers and addresses of people are found; scores, prices and dates are not."""

from __future__ import annotations

import pytest

from server.checking.detectors import DETECTORS
from server.checking.draft import Draft
from server.checking.speaker import Speaker


def found(name: str, text: str) -> list[str]:
    detector = next(detector for detector in DETECTORS if detector.name == name)
    return [text[hit.start : hit.end] for hit in detector.find(Draft(text), Speaker())]


@pytest.mark.parametrize(
    "number",
    [
        "+44 20 7946 0018",
        "+447700900123",
        "+44 (0) 7700 900 123",
        "07700 900123",
        "(202) 555-0143",
        "202-555-0143",
        "030 1234567",
        "01 23 45 67 89",
        "０７７００ ９００１２３",
        "O77OO 9OO123",
    ],
)
@pytest.mark.parametrize("around", ["{} is where she is", "😀 call me on {} tonight", "“{}”"])
def test_a_phone_number_is_cut_as_it_was_typed(number: str, around: str) -> None:
    text = around.format(number)
    if number == "030 1234567" and "call" not in text:
        text = "Phone " + text
    assert found("any personal phone number", text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Dow 43,275.91 (+0.55%)",
        "Booking opens 2027-01-01T09:00:00Z, 10/12/82 or 2014-04-12 04:04 PM",
        "Lottery 03 11 19 27 41 48",
        "T20: 186/4 (20.0) beat 184/7 (20.0), par 72, shot 68-70-71-69",
        "SKU 0012345678905, ticket 202611220931, serial 1234-5678",
        "We raised £1,250,000, population 8,799,800",
        "Call us free on 0800 1111 222 or 1-800-438-1985",
        "https://example.com/2025550143 #2025550143",
        "ISO 27001:2022, CVE-2024-3094, v2.14.1098",
    ],
)
def test_other_numbers_are_nobodys(text: str) -> None:
    assert found("any personal data", text) == []


@pytest.mark.parametrize(
    "address",
    [
        "jane.doe+work@example.com",
        "JANE@EXAMPLE.COM",
        "jane [at] example [dot] org",
        "jane at example dot com",
    ],
)
def test_an_e_mail_address_is_cut_as_it_was_typed(address: str) -> None:
    assert found("any e-mail address", f"Write to {address}.") == [address]


def test_a_handle_or_a_place_is_no_address() -> None:
    assert found("any e-mail address", "@jane@mastodon.social said: meet at example.com, 5 @ the dot") == []


def test_the_mailbox_of_a_desk_is_an_address_but_no_personal_data() -> None:
    text = "Ask press@example.com or jane@example.com"
    assert found("any e-mail address", text) == ["press@example.com", "jane@example.com"]
    assert found("any personal data", text) == ["jane@example.com"]


@pytest.mark.parametrize(
    "number",
    [
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "3782 822463 10005",
        "５５５５ ５５５５ ５５５５ ４４４４",
        "GB82 WEST 1234 5698 7654 32",
        "DE89370400440532013000",
    ],
)
def test_a_card_or_account_with_a_right_checksum_is_found_once(number: str) -> None:
    assert found("any personal data", f"Please book {number} and wait") == [number]


@pytest.mark.parametrize(
    "number", ["4111 1111 1111 1112", "GB82 WEST 1234 5698 7654 33", "0000 0000 0000 0000"]
)
def test_a_wrong_checksum_alarms_nobody(number: str) -> None:
    assert found("any card or account number", f"Please book {number} and wait") == []


def test_words_behind_an_iban_are_no_part_of_it() -> None:
    assert found("any card or account number", "GB82 WEST 1234 5698 7654 32 by May") == [
        "GB82 WEST 1234 5698 7654 32"
    ]
