"""Legal time: calendars of office hours, limits and due dates."""
