"""Events and listeners for tests of the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.outbox import registry

MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)


@dataclass(frozen=True)
class SlipPrinted:
    """A receipt slip was printed: an event that only tests announce."""

    topic: ClassVar[str] = "testing.slip_printed"
    dossier_uid: UUID
    dossier_code: str
    printed_at: datetime
    due_on: date
    copies: int = 2
    is_electronic: bool = False
    papers: tuple[str, ...] = ()


@contextmanager
def listening(event: type[Any], handler: Callable[[Any, UUID], None], *, name: str = "testing.listener") -> Iterator[None]:
    """Register `handler` for the time of a test."""
    registry.handles(event, name=name)(handler)
    try:
        yield
    finally:
        registry.forget(name)
