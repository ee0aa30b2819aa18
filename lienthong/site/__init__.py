"""The assembled product: settings, addresses, menu, demo and the command line."""
