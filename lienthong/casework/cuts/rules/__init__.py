"""Decisions about cuts that need no data."""
