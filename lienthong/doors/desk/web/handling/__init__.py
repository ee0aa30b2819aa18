"""Letters are instructed and handled: the pages of the staff."""
