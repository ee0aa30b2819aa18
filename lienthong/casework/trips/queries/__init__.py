"""Questions about village trips."""
