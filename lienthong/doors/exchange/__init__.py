"""How machines come in: the REST API."""
