"""Administrative procedures as reviewed, versioned data."""
