"""The REST API `/api/v1`: the same verbs, rights, refusals and idempotency as the pages."""
