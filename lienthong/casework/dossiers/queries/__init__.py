"""Questions to the dossiers app.  None writes."""
