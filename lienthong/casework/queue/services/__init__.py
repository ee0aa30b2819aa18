"""Changes of the queue."""
