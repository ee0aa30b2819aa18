"""Work files: the year's file plan, what lies in each file, its closing, the archive, retention and destruction."""
