"""Questions to reports."""
