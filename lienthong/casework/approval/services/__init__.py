"""Changes of rounds."""
