"""Decisions about dossiers that need no data: statuses, the workflow's token game, codes, persons."""
