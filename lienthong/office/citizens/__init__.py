"""Accounts of citizens who file online: apart from staff, with their own sessions and codes."""
