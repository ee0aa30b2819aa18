"""What came waits until it is registered: the pages of the staff."""
