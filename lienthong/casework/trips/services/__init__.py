"""Acts on village trips."""
