"""The monthly report that writes itself: official prose, each figure with the rows behind it, frozen at signing."""
