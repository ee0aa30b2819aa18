"""How people and systems come in: the staff desk, the public portal, the exchange with machines."""
