"""Questions to hand-over minutes."""
