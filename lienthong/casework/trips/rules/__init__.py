"""Pure rules of village trips."""
