"""The door of the drafting app."""
