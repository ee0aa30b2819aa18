"""Questions about the handling of letters."""
