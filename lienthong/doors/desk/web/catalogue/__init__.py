"""Procedures, the office's own papers, spoken guidance."""
