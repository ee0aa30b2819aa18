"""The structural upload policy: pure decisions about bytes, run inside the cell (services.cell)."""
