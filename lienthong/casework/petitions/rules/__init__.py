"""Decisions about petitions."""
