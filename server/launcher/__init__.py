"""Starts a browser of its own with the extension loaded and paired, for `run`."""

from server.launcher.launched import Launched, launch, steps_by_hand

__all__ = ["Launched", "launch", "steps_by_hand"]
