"""Verbs: load, review, approve, publish and withdraw versions; import portal records."""
