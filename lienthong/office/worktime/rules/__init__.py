"""How legal time is counted: pure functions of a calendar, a limit and instants that are given."""
