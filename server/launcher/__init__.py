"""Starts a browser of its own with the extension loaded and paired, for `run`."""
