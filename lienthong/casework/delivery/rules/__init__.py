"""What delivery decides without data."""
