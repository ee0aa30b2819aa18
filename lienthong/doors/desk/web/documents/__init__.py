"""Documents at the desk: registers, what comes in, what goes out, one document."""
