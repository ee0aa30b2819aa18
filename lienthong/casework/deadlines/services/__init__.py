"""Changes of alerts and apologies."""
