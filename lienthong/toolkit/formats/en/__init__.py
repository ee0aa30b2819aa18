"""Formats of the English pages: the Vietnamese ones."""
