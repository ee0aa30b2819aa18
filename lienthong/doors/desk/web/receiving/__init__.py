"""The reception: one page, its forms, its scans, what waits for the counter."""
