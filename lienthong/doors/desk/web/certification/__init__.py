"""Quick certification and electronic copies."""
