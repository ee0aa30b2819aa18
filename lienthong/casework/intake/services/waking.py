"""Jobs that what arrives asks for, deferred in the transaction of the caller."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

AFTER_ALL_ELSE = -10
"""Priority of reading: whatever else waits goes first."""


def look_later(arrival_uid: UUID) -> None:
    """Let a job look at the files of an arrival once the transaction is committed; one statement."""
    app.configure_task("intake.look", queue="intake").defer(arrival=str(arrival_uid))


def read_later(arrival_uid: UUID) -> None:
    """Let a job of low priority read the text of an arrival once the transaction is committed; one statement."""
    app.configure_task("intake.read", queue="intake", priority=AFTER_ALL_ELSE).defer(arrival=str(arrival_uid))
