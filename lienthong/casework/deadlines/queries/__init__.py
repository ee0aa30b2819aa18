"""Questions to deadline duties: the ladder, alerts, apologies, who holds what is late, what must hold."""
