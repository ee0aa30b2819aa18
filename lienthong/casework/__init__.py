"""The work itself: dossiers and documents, procedures, tasks."""
