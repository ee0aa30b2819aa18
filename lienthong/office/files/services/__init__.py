"""Verbs of the file store."""
