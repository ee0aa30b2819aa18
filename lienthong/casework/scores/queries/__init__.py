"""Questions to scores."""
