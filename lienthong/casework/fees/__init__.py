"""Money at the counter: fees taken and given back, the cashier's day, pre-printed levy receipts, payments that come by bank."""
