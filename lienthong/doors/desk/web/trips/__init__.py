"""Village trips, at the desk and carried on a phone."""
