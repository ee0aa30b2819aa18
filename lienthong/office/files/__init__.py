"""Files stored by the hash of their content, behind a structural upload policy."""
