"""Decisions about the handling of letters that need no data."""
