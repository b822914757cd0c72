"""Tells a policy to people: as text, as JSON, what changed in it, and what it covers."""
