"""What certification does: certifying at the counter, and electronic copies."""
