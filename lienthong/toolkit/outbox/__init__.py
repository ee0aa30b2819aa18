"""Announcements that leave a transaction: written with it, delivered after it, at least once."""
