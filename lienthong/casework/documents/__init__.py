"""Registers of documents: numbers and symbols, incoming, outgoing and internal, for State and Party offices side by side."""
