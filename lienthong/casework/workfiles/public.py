"""The door of the workfiles app."""
