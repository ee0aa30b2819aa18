"""Units, posts and people, each true for a period, and how units succeed each other."""
