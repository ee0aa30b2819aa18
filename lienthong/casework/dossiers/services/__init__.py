"""Verbs of the dossiers app.  Each is one transaction with one ledger event (docs/how-to: add an act)."""
