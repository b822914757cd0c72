"""Who may speak where: the registry of accounts and the counts of how each one writes."""
