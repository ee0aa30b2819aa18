"""Issued documents are sent and followed: the pages of the staff."""
