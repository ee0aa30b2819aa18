"""The waiting hall: calls, its setting, booked visits."""
