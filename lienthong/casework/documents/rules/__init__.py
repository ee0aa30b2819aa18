"""Decisions about documents that need no data."""
