"""Whose turn it is between those who booked a visit and those who walked in.

The rule, the same at every counter: who has a ground of priority is called first, by the time of taking.  Then booked visitors
who came in their time and walk-ins are called one by one in turn, the booked one first; booked ones by their time, walk-ins by
the time of taking.  So a booked visitor hardly waits, and no crowd of booked ones lets a walk-in wait for ever.  [P]
"""

from __future__ import annotations


def booked_turn(last_was_booked: bool | None) -> bool:
    """Return whether a booked visitor is next; None: nobody without priority was called in this group today."""
    return not last_was_booked


def ahead(*, booked: bool, before: int, others: int, booked_next: bool) -> int:
    """Return how many without priority are called before somebody.

    booked       whether he booked.  before: how many of his kind wait before him.
    others       how many of the other kind wait.  booked_next: whose turn it is now.
    """
    first = booked == booked_next
    return before + min(others, before if first else before + 1)
