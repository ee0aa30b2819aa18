"""Changes: telling, sending, sending again by hand, stopping."""
