"""Acts of delivery."""
