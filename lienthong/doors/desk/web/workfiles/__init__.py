"""Work files are kept: the pages of the staff."""
