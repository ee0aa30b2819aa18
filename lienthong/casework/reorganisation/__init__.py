"""Units are merged, split and abolished on a day: what passes to whom, done in one act, undone until it is confirmed."""
