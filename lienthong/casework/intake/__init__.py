"""Documents on their way in: scans, mail, packets, uploads wait here with what they seem to say, until a clerk registers them."""
