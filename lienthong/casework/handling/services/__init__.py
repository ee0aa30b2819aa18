"""Changes in the handling of letters."""
