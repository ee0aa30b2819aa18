"""Acts on monthly reports."""
