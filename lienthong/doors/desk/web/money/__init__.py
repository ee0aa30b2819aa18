"""Money at the counter, by bank, and pre-printed receipts."""
