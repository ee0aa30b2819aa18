"""Drafts are reviewed, signed, numbered, sealed: the pages of the staff."""
