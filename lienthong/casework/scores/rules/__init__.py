"""Decisions without data: what an index is, and how many points counts come to."""
