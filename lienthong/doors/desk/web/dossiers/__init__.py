"""One dossier and lists of them: acts, papers, scans, hand-over notes, results signed and returned."""
