"""Prose from figures: no query, no clock."""
