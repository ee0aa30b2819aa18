"""Decisions about books that need no data."""
