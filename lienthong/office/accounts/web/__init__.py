"""Entrances of the accounts app for browsers."""
