"""The sites' own names, served from this machine, with the editors they really use."""
