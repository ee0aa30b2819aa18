"""Questions about papers and their versions; they never write."""
