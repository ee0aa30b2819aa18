"""Entrances of the file store from the web."""
