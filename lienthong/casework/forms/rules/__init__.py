"""Decisions about the text of a paper; no tables, no clock, no printing."""
