"""Handles: how they are compared, and when one only looks like another.

Compared without a leading ``@``, without case, and on Mastodon with their server (contract, Words).
"""

from __future__ import annotations

import re
import unicodedata

from server.errors import RightHandleError

MAX_CHARACTERS = 256
_SERVER = re.compile(r"[^@\s]+@[A-Za-z0-9.-]+(?::[0-9]{1,5})?")

_LOOKS = str.maketrans("0135$|і", "oless" + "li")
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("i", "l"))
_CYRILLIC_AND_GREEK = str.maketrans("асеорхукіјѕԁһԛԝαβεικνορτυχ", "aceopxykijsdhqwabeiknoptux")


def bare(handle: str) -> str:
    """A handle as it is kept and shown: without spaces around it and without its leading ``@``."""
    return handle.strip().removeprefix("@")


def folded(handle: str) -> str:
    """A handle as it is compared."""
    return bare(handle).casefold()


def valid(handle: str, site: str) -> str:
    """The bare handle. Raises where there is none, or where a Mastodon one lacks its server."""
    name = bare(handle)
    odd = any(unicodedata.category(character)[0] in "CZ" for character in name)
    if not name or odd or len(name) > MAX_CHARACTERS:
        raise RightHandleError(
            "invalid", "A handle is 1 to 256 characters without spaces, such as @BrandX.", field="handle"
        )
    if site == "mastodon" and not _SERVER.fullmatch(name):
        raise RightHandleError(
            "invalid", "On Mastodon, write the server too: @name@mastodon.social", field="handle"
        )
    return name


def skeleton(handle: str) -> str:
    """What a handle looks like at a glance: two with one skeleton are easily taken for each other."""
    plain = unicodedata.normalize("NFKD", folded(handle)[:MAX_CHARACTERS])
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    plain = plain.translate(_CYRILLIC_AND_GREEK).translate(_LOOKS)
    for looks, like in _PAIRS:
        plain = plain.replace(looks, like)
    return plain


def difference(new: str, known: str) -> str:
    """In words, what sets a look-alike apart from the handle that it looks like."""
    for one, other in zip(folded(new), folded(known), strict=False):
        if one == other:
            continue
        if one == "0" and other == "o":
            return f"This looks like @{known} with a zero. Use the letter o."
        if one == "1" and other in "li":
            return f"This looks like @{known} with a one. Use the letter {other}."
        return f"This looks like @{known}, with ‘{one}’ for ‘{other}’. Use the one that is meant."
    return f"This looks like @{known}, but is not the same. Use the one that is meant."
