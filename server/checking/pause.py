"""A pause for Python’s collector of cycles while a policy is read and made ready."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave the collector off for a moment, and as it was afterwards.

    Loading makes some 200,000 small values and no cycles among them; looking through all of them again
    and again, as their number grows, would take as long as the loading. A file’s caps bound the moment, so
    what other threads leave behind meanwhile only waits for it. Two loads at once harm nothing: whoever
    found the collector on turns it on again, at the latest when the last of them has ended.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
