"""Decisions without data: requirement sets, and what a claim is worth on a day."""
