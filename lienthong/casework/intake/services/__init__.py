"""Verbs of intake."""
