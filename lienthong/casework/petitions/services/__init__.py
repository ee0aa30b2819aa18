"""Changes of petitions."""
