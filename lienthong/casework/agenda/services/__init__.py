"""Acts on the calendar; each in one transaction."""
