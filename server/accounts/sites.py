"""The sites, by their ids, and the one form for a site that a person added."""

from __future__ import annotations

import difflib

from server.checking.engine import SITES, is_site
from server.errors import RightHandleError


def compared(site: str) -> str:
    """A site as it is compared: neither ids nor the host of ``other:HOST`` have a case."""
    return site.strip().casefold()


def known_site(site: str) -> str:
    """The site as it is kept. Raises for anything else, with what is allowed."""
    wanted = compared(site)
    if is_site(wanted):
        return wanted
    raise unknown_value("site", site, (*sorted(SITES), "other:HOST"))


def unknown_value(field: str, value: str, allowed: tuple[str, ...]) -> RightHandleError:
    """The error for a value outside a closed list: what was said, probably meant, and allowed."""
    near = difflib.get_close_matches(value.strip().casefold(), allowed, n=1, cutoff=0.5)
    meant = f" Did you mean ‘{near[0]}’?" if near else ""
    return RightHandleError(
        "invalid", f"‘{value[:60]}’ is not a {field}.{meant} Allowed: {', '.join(allowed)}.", field=field
    )
