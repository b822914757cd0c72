"""Tests of server/records."""
