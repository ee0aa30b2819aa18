"""The calendar of the week: the pages of the staff."""
