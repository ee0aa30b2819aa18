"""Decisions about warnings and apologies that need no data."""
