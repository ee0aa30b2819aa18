"""What an act is while it is under way: the locked dossier, what it will close and open, and what it will tell.

The frame (`services.frame`) opens it and writes it; services change it in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from lienthong.casework.dossiers.errors import NotInThisStatus
from lienthong.casework.dossiers.models import Dossier, DueDate
from lienthong.casework.dossiers.rules import engine
from lienthong.casework.dossiers.rules.engine import MAIN, Marking, Move
from lienthong.casework.dossiers.rules.status import NAMES, Status, may_follow
from lienthong.casework.dossiers.services.around import first_promise
from lienthong.casework.dossiers.services.making import Make, plain
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor


class Event(NamedTuple):
    """One line for the ledger: what happened, in which step and leg."""

    activity: str
    lifecycle: ledger.Lifecycle
    step: str = ""
    leg: str = MAIN
    cause: str = ""
    body: Mapping[str, Any] = ledger.NOTHING
    personal: Mapping[str, Any] = ledger.NOTHING
    objects: tuple[ledger.ObjectRef, ...] = ()
    participants: tuple[int, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True)
class Kept:
    """The version of the procedure that a dossier keeps: what an act needs of it, read with the dossier's own row."""

    id: int
    uid: UUID
    name: str
    definition: procedures.Definition


class Tree(Protocol):
    """What an act asks of the tree of units; the door of org answers it."""

    def unit_on(self, key: int, on: date) -> org.UnitRow:
        """Return the unit as it was on a day."""
        ...

    def place_of(self, at: str, for_unit_id: int, on: date) -> tuple[int, str]:
        """Return (key, calendar code) of the unit that does a function for another one, or lies above it («parent»)."""
        ...


class Links(Protocol):
    """Where an act finds the other dossier of an interlinked leg, and what goes over to it."""

    def take_number(self, unit_id: int, on: date) -> tuple[int, int]:
        """Return the next (number of the day, line of the year's register) of a unit."""
        ...

    def opened(self, act: Act, uid: UUID, unit_id: int, *, wait: bool) -> Act:
        """Return an act on the other dossier, at that unit, locked; it is written together with `act`."""
        ...

    def handed(self, act: Act, leg: Act, keys: Sequence[str]) -> list[list[Any]]:
        """Return the unsaved persons and papers (with those keys; none = all) of the act's dossier, as rows of the leg's."""
        ...

    def added(self, act: Act, leg: Act, since: datetime, keys: Sequence[str]) -> list[Any]:
        """Return the unsaved papers that the act's dossier got since an instant, as rows of the leg's."""
        ...

    def returned(self, leg: Act, parent: Act, file_uids: Sequence[UUID]) -> list[str]:
        """Return the uids of files of the leg made files of the parent."""
        ...


def promised_before(dossier: Dossier) -> Iterable[DueDate]:
    """Return the kept lines of a dossier's promise in their order; one statement, none for a dossier being received."""
    if dossier.pk is None:
        return [first_promise(dossier)]
    return DueDate.objects.filter(dossier=dossier).order_by("since", "pk")


@dataclass
class Act:
    """An act under way on a locked dossier.

    links    where the other dossier of an interlinked leg is found; `others` are the acts on those, written with this one.
    crossed  the act came over from another dossier: its actor need not belong to a unit of this one.
    itself   the product acts, not a person: the ledger names nobody.
    history  where the lines of the promise before this act are found, in their order.
    around   rows that belong to the dossier and come with the act, each list of one model.
    """

    actor: Actor
    at: datetime
    verb: str
    dossier: Dossier
    version: Kept
    repeated: bool = False
    open: list[tasks.Task] = field(default_factory=list)
    closing: tasks.Closing | None = None
    opening: list[tasks.NewTask] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    announcements: list[Any] = field(default_factory=list)
    changing: tuple[str, ...] = ()
    clocked: list[tasks.Task] = field(default_factory=list)
    promises: list[DueDate] = field(default_factory=list)
    tree: Tree = org
    make: Make = plain
    history: Callable[[Dossier], Iterable[DueDate]] = promised_before
    policy_on: Callable[[date], str] = worktime.resume_policy
    known: dict[tuple[Any, ...], Move] | None = None
    links: Links | None = None
    others: list[Act] = field(default_factory=list)
    crossed: bool = False
    itself: bool = False
    around: list[list[Any]] = field(default_factory=list)

    @property
    def is_leg(self) -> bool:
        """Return whether the dossier is an interlinked leg of another."""
        return bool(self.dossier.leg)

    @property
    def definition(self) -> procedures.Definition:
        """Return what the dossier's version of the procedure says."""
        return self.version.definition

    @property
    def marking(self) -> Marking:
        """Return where the dossier stands."""
        return Marking.from_dict(self.dossier.marking)

    @property
    def status(self) -> Status:
        """Return the dossier's status."""
        return Status(self.dossier.status)

    @cached_property
    def calendar(self) -> worktime.Calendar:
        """Return the calendar on which the dossier's own clock runs: that of the receiving unit."""
        return worktime.calendar(self.dossier.calendar)

    def move(self, number: int, to: str) -> Move:
        """Return what happens when a token goes to another step; a load that makes millions remembers it in `known`."""
        if self.known is None:
            return engine.jump(self.definition, self.marking, number, to)
        key = (self.version.id, repr(self.dossier.marking), number, to)
        if key not in self.known:
            self.known[key] = engine.jump(self.definition, self.marking, number, to)
        return self.known[key]

    def become(self, status: Status, *, act: str) -> None:
        """Give the dossier its next status.  Raises NotInThisStatus when it may not follow."""
        if status is not self.status and not may_follow(self.status, status, leg=self.is_leg):
            raise self.refuse_now(act)
        self.dossier.status = status

    def must_be(self, *allowed: Status, act: str) -> None:
        """Raise NotInThisStatus unless the dossier has one of the statuses."""
        if self.status not in allowed:
            raise self.refuse_now(act)

    def refuse_now(self, act: str) -> NotInThisStatus:
        """Return the refusal that names the present status."""
        return NotInThisStatus(dossier=self.dossier.code, status=NAMES[self.status], act=act)

    def task_of(self, number: int) -> tasks.Task | None:
        """Return the open task of a token."""
        return next((task for task in self.open if task.token == number), None)
