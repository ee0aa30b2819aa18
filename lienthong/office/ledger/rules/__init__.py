"""Decisions without data: bodies, chain links, the Merkle log, checkpoint notes."""
