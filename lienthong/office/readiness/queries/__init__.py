"""Questions to readiness."""
