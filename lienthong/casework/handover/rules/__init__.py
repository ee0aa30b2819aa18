"""Pure decisions of the hand-over."""
