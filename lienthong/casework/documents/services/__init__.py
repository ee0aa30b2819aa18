"""Changes of registers."""
