"""Decisions about money without data: sums of a day, numbers of receipts, codes to pay with."""
