"""The door of the delivery app."""
