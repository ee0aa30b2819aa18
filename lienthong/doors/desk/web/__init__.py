"""Entrances of the desk for browsers."""
