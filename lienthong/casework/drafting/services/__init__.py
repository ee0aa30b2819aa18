"""Changes of drafts."""
