"""What a report is, how its head is laid out, what its figures must obey, how the monthly report is worded."""
