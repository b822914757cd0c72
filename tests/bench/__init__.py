"""How fast a check is, and how quiet: `make bench`."""
