"""Reads a policy document: bytes to blocks, blocks to rules and front values, every fault with its line."""
