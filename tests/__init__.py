"""Every test of Right Handle."""
