"""The door of the intake app."""
