"""Questions about drafts."""
