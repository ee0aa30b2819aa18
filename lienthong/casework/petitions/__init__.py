"""Petitions (phản ánh, kiến nghị): sent or said, registered, assigned, answered by a legal day, published with names masked."""
