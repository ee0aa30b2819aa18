"""Knows nothing of the trade: periods, quantities, errors, outbox, Vietnamese text, page components."""
