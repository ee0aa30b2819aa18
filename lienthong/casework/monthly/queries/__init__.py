"""Questions: the figures of a month, the reports of a unit."""
