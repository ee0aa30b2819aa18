"""Questions to petitions."""
