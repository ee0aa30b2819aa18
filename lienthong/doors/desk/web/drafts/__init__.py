"""Drafts are written: the pages of the staff."""
