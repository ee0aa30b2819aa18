"""Checks that belong to developers.  Each module has `faults(...) -> list[str]` and runs as `python -m tools.<name>`."""
