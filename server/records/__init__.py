"""What is kept: the database, the ledger, acknowledgements, the person's settings."""
