"""Looks back over everything and changes nothing: mining, simulation, statistics."""
