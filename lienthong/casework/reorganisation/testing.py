"""Factories for tests: Bình Liêu of 2018 with its people and calendars, and who acts there on a day."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures.testing import load_like
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation.models import RowImage
from lienthong.casework.reorganisation.services import images
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.quantities import Dong

BEFORE = datetime(2019, 12, 2, 9, 0, tzinfo=VIETNAM)
TOWN = datetime(2020, 1, 2, 8, 0, tzinfo=VIETNAM)
LATE = datetime(2025, 6, 23, 9, 0, tzinfo=VIETNAM)
END = datetime(2025, 7, 1, 8, 0, tzinfo=VIETNAM)
PAID = datetime(2026, 1, 5, 9, 0, tzinfo=VIETNAM)
ENDS = datetime(2026, 3, 2, 8, 0, tzinfo=VIETNAM)
"""The morning after which a unit is abolished that the shipped file leaves."""
BANK, ACCOUNT = "970415", "113366668888"


@dataclass
class Bình_Liêu:  # noqa: N801 - its name
    """The organisation of 2018 as the shipped files have it: keys of units by their key in the file."""

    units: dict[str, int] = field(default_factory=dict)

    def actor(self, key: str, duty: str, at: datetime) -> Actor:
        """Return the first holder of a duty at a unit at an instant, with all that the person may do and see there."""
        return self.holder(self.units.get(key) or org.unit(key).id, duty, at)

    def holder(self, unit_id: int, duty: str, at: datetime, person: UUID | None = None) -> Actor:
        """Return the first holder of a duty at a unit, or the person named, as an actor."""
        found = next(one for one in org.holders(duty, unit_id, at) if person in (None, one.person_uid))
        held = [one for one in org.assignments(found.person_uid, at) if one.unit_id == unit_id and one.via_delegation is None]
        return Actor(
            person_uid=found.person_uid, post_uid=found.post_uid, unit_id=unit_id, unit_uid=held[0].unit_uid, name=found.name,
            post=found.title, unit=held[0].unit_name, duties=frozenset(duty for one in held for duty in one.duties),
            sees=frozenset({unit_id, *(seen for one in held for seen in (*one.subtree, *one.past))}),
        )  # fmt: skip

    def admin(self, at: datetime) -> Actor:
        """Return the administrator of the system, wherever the post is now."""
        for unit in org.units_on(org.local_day(at)):
            if org.holders("system_admin", unit.id, at):
                return self.holder(unit.id, "system_admin", at)
        raise LookupError("nobody administers the system")

    def plans(self, at: datetime = TOWN) -> list[UUID]:
        """Take the shipped file in; return the reorganisations of 2020 and 2025."""
        text = reorganisation.SHIPPED.read_text(encoding="utf-8")
        return reorganisation.load(actor=self.admin(at), at=at, text=text, name=reorganisation.SHIPPED.name)

    def received(self, key: str, at: datetime, code: str = given.BIRTH, **facts: Any) -> UUID:
        """Receive a dossier at a counter; return its uid."""
        application = given.an_application(code, at=at, **facts)
        clerk = self.actor(key, "counter_clerk", at)
        return dossiers.receive(actor=clerk, at=at, application=application).dossier_uid

    def open_tasks(self, uid: UUID) -> list[tasks.Task]:
        """Return the open tasks of a dossier, as the administrator's acts see them."""
        with everything():
            return [task for task in tasks.of_object(uid) if task.closed_at is None]

    def open_tasks_at(self, key: str) -> list[UUID]:
        """Return the dossiers of the open tasks of a unit, the oldest first."""
        with everything():
            return list(tasks.in_hands(self.units[key]).order_by("pk").values_list("object_uid", flat=True))

    def dossier(self, uid: UUID) -> dossiers.Dossier:
        """Return the row of a dossier, whoever has it."""
        with everything():
            return dossiers.Dossier.objects.select_related("unit").get(uid=uid)

    def step(self, uid: UUID, outcome: str, at: datetime) -> dossiers.Standing:
        """Let whoever holds the duty end the first open step of a dossier."""
        task = self.open_tasks(uid)[0]
        who = self.holder(task.unit_id, task.duty, at, task.holder_uid)
        return dossiers.advance(actor=who, at=at, dossier_uid=uid, token=task.token, outcome=outcome, result_number="12")

    def finish(self, uid: UUID, outcomes: tuple[str, ...], at: datetime) -> dossiers.Dossier:
        """Let a dossier go through steps half an hour apart and be returned at its counter; return its row."""
        for number, outcome in enumerate(outcomes):
            self.step(uid, outcome, at + timedelta(minutes=30 * number))
        last = at + timedelta(minutes=30 * len(outcomes))
        clerk = self.holder(self.dossier(uid).unit_id, "counter_clerk", last)
        dossiers.return_result(actor=clerk, at=last, dossier_uid=uid, receiver="Hoàng Thị Sen")
        return self.dossier(uid)


def an_account(place: Bình_Liêu, key: str, at: datetime, number: str = ACCOUNT) -> UUID:
    """Let citizens pay a unit by bank from the day of an instant on."""
    facts = {"bank_bin": BANK, "bank_name": "VietinBank", "holder": "UBND BINH LIEU", "number": number}
    return fees.set_account(actor=place.actor(key, "unit_head", at), at=at, since=at.date(), **facts)


def paid(content: str, number: int, account: str = ACCOUNT) -> fees.Told:
    """Return what the bank tells: somebody paid the levy of a building permit."""
    facts: dict[str, Any] = {"transaction": f"FT26{number}", "bank_bin": BANK, "account": account, "paid_at": PAID}
    return fees.Told(amount=Dong(75_000), content=content, **facts)


def money_that_waits(place: Bình_Liêu, key: str) -> None:
    """Let the bank tell a unit of a payment that names no dossier."""
    an_account(place, key, PAID)
    told = fees.hear(told=paid("nop phi xay nha", 2), at=PAID)
    assert told.state == "held"


def everything() -> AbstractContextManager[None]:
    """Return the context in which every unit's records are seen."""
    return ledger.seeing(set(org.Unit.objects.values_list("pk", flat=True)))


TOUCHED = (
    *images.ORGANISATION,
    *images.CASEWORK,
    "dossiers_duedate",
    "dossiers_party",
    "dossiers_dailynumber",
    "books_bookentry",
    "documents_registerentry",
    "documents_document",
    "handling_move",
)
"""Tables whose every row an undo must leave as it was."""


def dump() -> dict[str, list[str]]:
    """Return every row of the tables that a reorganisation touches, as JSON."""
    with everything(), connection.cursor() as cursor:
        found = {}
        for table in TOUCHED:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t ORDER BY id")
            found[table] = [row for (row,) in cursor.fetchall()]
        return found


def images_left() -> int:
    """Return how many rows are kept as they were before an execution."""
    with everything():
        return RowImage.objects.count()


def a_binh_lieu(*names: str) -> Bình_Liêu:
    """Return Bình Liêu of 2018 with calendars, people, and procedures of the library (the births' unless named)."""
    worktime.load_calendars()
    units = org.load_units().units
    org.invent_people()
    load_like(*(names or (given.BIRTH,)), at=BEFORE)
    return Bình_Liêu(units)
