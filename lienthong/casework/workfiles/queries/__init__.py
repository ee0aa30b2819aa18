"""Questions to work files: plans, lists, one file, what is due, what is printed and handed out."""
