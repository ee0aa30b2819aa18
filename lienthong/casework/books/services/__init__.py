"""Changes of books."""
