"""Changes of plans, files, archive and retention."""
