"""The gate in front of Flask, signed calls and proved answers, pairing, keys, the key store."""
