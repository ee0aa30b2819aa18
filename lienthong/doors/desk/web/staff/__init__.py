"""Who works here, who is absent, who hands over to whom."""
