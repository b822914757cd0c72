"""``any personal data``: phone numbers, e-mail addresses of people, card and account numbers."""

from __future__ import annotations

from server.checking.draft import Draft
from server.checking.speaker import Speaker

from .account_numbers import AnyCardOrAccountNumber
from .email import AnyEmailAddress
from .hit import AlwaysReady, Hit
from .phone import AnyPersonalPhoneNumber


class AnyPersonalData(AlwaysReady):
    """All of them in one name, so that an author needs one line."""

    name = "any personal data"
    finds = "Phone numbers, e-mail addresses of people, card and account numbers."

    def __init__(
        self, phone: AnyPersonalPhoneNumber, email: AnyEmailAddress, numbers: AnyCardOrAccountNumber
    ) -> None:
        self._phone, self._email, self._numbers = phone, email, numbers

    def find(self, draft: Draft, speaker: Speaker) -> list[Hit]:
        """Everything that one of them finds; a card number is not said again as a phone number."""
        numbers = self._numbers.find(draft, speaker)
        taken = {place for hit in numbers for place in range(hit.start, hit.end)}
        phones = [
            hit for hit in self._phone.find(draft, speaker) if taken.isdisjoint(range(hit.start, hit.end))
        ]
        return numbers + phones + self._email.of_people(draft)
