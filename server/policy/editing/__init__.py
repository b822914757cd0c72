"""Changes one rule of a document, and no other byte of it."""
