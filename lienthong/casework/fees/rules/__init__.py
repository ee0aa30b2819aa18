"""Decisions about money without data: sums of a day, amounts in words."""
