"""Questions about the calendar; they never write."""
