"""What citizens are told by e-mail, SMS and Zalo about their dossiers: once, never lost, and stopped when they ask."""
