"""Questions to the file store."""
