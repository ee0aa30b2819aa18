"""Decisions about the queue that need no data."""
