"""Rules of a reorganisation."""
