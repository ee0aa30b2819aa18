"""Questions to reorganisations."""
