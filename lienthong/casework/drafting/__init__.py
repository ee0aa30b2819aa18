"""Drafts of documents: templates by day of issue, versions, comments, coordination, the check of their form."""
