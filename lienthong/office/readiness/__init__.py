"""Whether a one-stop unit has what a modern one must have, on any day, with its proof."""
