"""A citizen's dossier from the counter to its returned result."""
