"""Questions about the cut of time."""
