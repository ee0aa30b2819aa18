"""Verbs of reorganisations."""
