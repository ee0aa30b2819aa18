"""The append-only record of everything that happens, linked, sealed and verifiable."""
