"""Where a post can stand: the contract's ids of sites and surfaces."""

from __future__ import annotations

import re

from .listed import listed

SITES = listed(
    """
    x linkedin facebook instagram threads bluesky mastodon reddit tiktok youtube tumblr pinterest
    hackernews practice
    """
)
SURFACES = listed("post reply quote repost thread edit comment message schedule")

_OTHER_SITE = re.compile(
    r"other:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::[0-9]{1,5})?"
)
_LONGEST_SITE = 260


def is_site(site: str) -> bool:
    """Whether this is a site id of the contract, or ``other:HOST``."""
    return site in SITES or (len(site) <= _LONGEST_SITE and _OTHER_SITE.fullmatch(site) is not None)
