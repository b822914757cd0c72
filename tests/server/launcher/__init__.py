"""The browser that `run` brings along."""
