"""Rules of intake: pure."""
