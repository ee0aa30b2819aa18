"""Verbs of hand-over minutes."""
