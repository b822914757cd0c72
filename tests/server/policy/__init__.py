"""The policy document, its faults, its examples and the starters."""
