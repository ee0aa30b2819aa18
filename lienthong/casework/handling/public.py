"""The door of the handling app."""
