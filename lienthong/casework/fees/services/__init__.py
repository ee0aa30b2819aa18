"""Changes: money taken, money given back, days closed."""
