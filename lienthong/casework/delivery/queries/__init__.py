"""Questions to delivery."""
