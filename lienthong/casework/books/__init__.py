"""Books in which results take their numbers: certification books, civil-status books, permits; as data, without gaps."""
