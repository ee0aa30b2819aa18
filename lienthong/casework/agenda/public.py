"""The door of the agenda app."""
