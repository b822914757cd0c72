"""The policy document: read, checked with its own examples, kept as values. Pure."""
