"""Who is about to speak, as far as a check needs to know it."""

from __future__ import annotations

import msgspec

from .report import Kind


class Voice(msgspec.Struct, frozen=True):
    """How an account has written so far: counts of posts, never the posts themselves."""

    posts: int = 0
    first_person: int = 0
    text_speak: int = 0
    swearing: int = 0
    no_link_tag_or_mention: int = 0


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """The account a draft would leave from. An unknown one is checked as a company's."""

    kind: Kind = "unknown"
    handle: str = ""
    name: str = ""
    purpose: str = ""
    site: str = ""
    voice: Voice = Voice()

    @property
    def checked_as(self) -> Kind:
        """The kind whose rules apply: a company's where the account is not known."""
        return "company" if self.kind == "unknown" else self.kind
