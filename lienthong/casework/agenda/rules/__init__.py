"""Pure decisions of the calendar: weeks, clashes, what changed between two editions, roles."""
