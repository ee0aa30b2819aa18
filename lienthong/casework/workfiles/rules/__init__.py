"""What work files are made of, without a database: retention, symbols, checks, days."""
