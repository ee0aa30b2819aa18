"""Signed results: a dossier's result as a PDF with a person's signature and a unit's seal; kept, checked, used again."""
