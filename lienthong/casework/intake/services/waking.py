"""Jobs that what arrives asks for, deferred in the transaction of the caller."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app


def look_later(arrival_uid: UUID) -> None:
    """Let a job look at the files of an arrival once the transaction is committed; one statement."""
    app.configure_task("intake.look", queue="intake").defer(arrival=str(arrival_uid))
