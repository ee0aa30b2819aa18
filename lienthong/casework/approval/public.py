"""The door of the approval app."""
