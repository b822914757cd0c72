"""A moment in words, as the clock on the wall shows it."""

from __future__ import annotations

import time


def moment(milliseconds: int) -> str:
    """Unix milliseconds as ``at 09:41``, or ``on 3 May at 09:41`` where that was not today."""
    then, now = time.localtime(milliseconds / 1000), time.localtime()
    clock = time.strftime("at %H:%M", then)
    if then[:3] == now[:3]:
        return clock
    return f"on {then.tm_mday} {time.strftime('%B', then)} {clock}"
