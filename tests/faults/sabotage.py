"""Builds with something removed.  A checker that finds nothing wrong with them would prove nothing (S-36).

SABOTAGE=dedupe   a request that was done before is done again
SABOTAGE=lock     no row is locked before it is decided upon
SABOTAGE=link     an event of the ledger is not linked to the one before
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from django.apps import AppConfig


class SabotageConfig(AppConfig):
    """phá hoại có chủ ý, chỉ trong kiểm thử."""

    name = "tests.faults"
    path = str(Path(__file__).parent)
    label = "faults"
    verbose_name = "phá hoại có chủ ý"

    def ready(self) -> None:
        """Remove what SABOTAGE names; nothing when it is empty."""
        removals = {"": lambda: None, "dedupe": remove_deduplication, "lock": remove_row_lock, "link": remove_link}
        removals[os.environ.get("SABOTAGE", "")]()


def remove_deduplication() -> None:
    """Let every request count as the first of its key."""
    from lienthong.casework.dossiers.services import frame

    plain = frame.first_time

    def first_time(**facts: Any) -> None:
        plain(**facts)

    frame.first_time = first_time


def remove_row_lock() -> None:
    """Read rows without locking them, and leave the race some time."""
    from django.db.models import QuerySet

    def unlocked(self: Any, **_: Any) -> Any:
        time.sleep(0.03)
        return self.all()

    QuerySet.select_for_update = unlocked  # type: ignore[method-assign,assignment]  # that is the sabotage


def remove_link() -> None:
    """Link each event to nothing instead of the event before."""
    from lienthong.office.ledger.services import appending

    linked = "st.head_hash || %(body_hash)s"
    assert linked in appending.ONE
    appending.ONE = appending.ONE.replace(linked, "%(zero)s || %(body_hash)s")
