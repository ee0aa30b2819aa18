"""Deadline duties: warnings before a promise runs out, escalation after it, and the apology with a new date."""
