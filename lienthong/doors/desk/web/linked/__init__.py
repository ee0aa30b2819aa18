"""Pages of what hangs together: letters, drafts, dossiers, results, dispatches, work files as one graph."""
