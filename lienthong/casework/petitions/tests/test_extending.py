"""The limit of a petition is extended once, in time, with a reason; its first limit is kept and its sender told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.rules.limits import BadLimits, extension_of
from lienthong.casework.petitions.testing import answered, broken, entered, filed, row
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.errors import Refusal

TUESDAY = MONDAY_8AM + timedelta(days=1)
FIRST = datetime(2018, 4, 9, 8, tzinfo=VIETNAM)
"""Twenty working days after Monday."""
WHY = "Chờ kết quả đo đạc của huyện"


def extended(actor: Actor, uid: UUID, *, at: datetime = TUESDAY, days: int = 5, reason: str = WHY) -> None:
    petitions.extend(actor=actor, at=at, uid=uid, days=days, reason=reason)


def sheet(actor: Actor, uid: UUID, at: datetime) -> petitions.PetitionSheet:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return petitions.sheet(actor, uid, at)


def test_an_extended_petition_is_late_after_the_new_limit_and_keeps_the_first(clerk: Actor, head: Actor) -> None:
    taken = entered(clerk)
    assert "extend" in sheet(head, taken.uid, TUESDAY).acts
    extended(head, taken.uid)

    found = row(head, taken.uid)
    assert (found.first_due_at, found.due_at) == (FIRST, datetime(2018, 4, 16, 8, tzinfo=VIETNAM))
    assert (found.extension, found.extended_at, found.extended_by) == (WHY, TUESDAY, head.name)
    with ledger.seeing(head.sees):
        (task,) = tasks.inbox(head, TUESDAY).rows
        told = ledger.history(taken.uid)[-1]
    assert task.due_at == found.due_at
    assert (told.activity, datetime.fromisoformat(told.facts["first_due"]), told.facts["days"]) == ("petition_extended", FIRST, 5)
    assert WHY not in str(told), "the ledger holds no words"
    standing = petitions.public_standing(taken.code, taken.lookup_key)
    assert standing
    assert (standing.first_due_at, standing.due_at, standing.extension) == (FIRST, found.due_at, WHY)
    between = FIRST + timedelta(days=2)
    assert not sheet(head, taken.uid, between).row.late
    assert "extend" not in sheet(head, taken.uid, between).acts
    answered(head, taken.uid, at=between)
    assert not sheet(head, taken.uid, between + timedelta(days=30)).row.late
    assert broken() == []


def test_the_day_that_was_given_gives_way_to_the_new_limit(district: District, clerk: Actor, head: Actor) -> None:
    uid = filed(district).uid
    given: dict[str, Any] = {"kind": "procedure", "handler_id": clerk.unit_id, "handle_by": date(2018, 3, 15)}
    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=uid, **given)

    extended(head, uid, days=10)

    found = row(head, uid)
    assert (found.handle_by, found.due_at) == (None, datetime(2018, 4, 23, 8, tzinfo=VIETNAM))
    with ledger.seeing(head.sees):
        assert [task.due_at for task in tasks.inbox(head, TUESDAY).rows] == [found.due_at]


@pytest.mark.parametrize(
    ("facts", "refusal", "says"),
    [
        ({"days": 0}, petitions.ExtensionTooLong, "từ 1 đến 10 ngày làm việc"),
        ({"days": 11}, petitions.ExtensionTooLong, "từ 1 đến 10 ngày làm việc"),
        ({"reason": " "}, petitions.NeedsWords, "Ghi lý do gia hạn rồi lưu lại"),
        ({"reason": "a" * 501}, petitions.TooManyWords, "Lý do gia hạn dài quá 500 ký tự"),
        ({"at": FIRST + timedelta(minutes=1)}, petitions.ExtendedTooLate, "đã hết lúc 08:00 ngày 09/04/2018"),
    ],
)
def test_it_is_extended_in_time_by_some_days_and_with_a_reason_or_not_at_all(
    clerk: Actor, head: Actor, facts: dict[str, Any], refusal: type[Refusal], says: str
) -> None:
    uid = entered(clerk).uid
    with pytest.raises(refusal, match=says):
        extended(head, uid, **facts)
    assert (row(head, uid).first_due_at, row(head, uid).due_at) == (None, FIRST)


def test_it_is_extended_once_by_the_head_of_who_handles_it(district: District, clerk: Actor, head: Actor) -> None:
    uid, waits, done = entered(clerk).uid, filed(district).uid, entered(clerk).uid
    with pytest.raises(petitions.NotYourPetition, match="lãnh đạo"):
        extended(clerk, uid)
    with pytest.raises(petitions.NotReceivedYet):
        extended(head, waits)
    extended(head, uid)
    with pytest.raises(petitions.ExtendedBefore, match="đã gia hạn một lần, đến 08:00 ngày 16/04/2018"):
        extended(head, uid)
    answered(head, done, at=TUESDAY)
    with pytest.raises(petitions.AlreadyClosed):
        extended(head, done)


def test_the_database_keeps_no_extension_without_reason_or_after_the_limit(clerk: Actor) -> None:
    uid = entered(clerk).uid
    for reason, at in (("", TUESDAY), (WHY, FIRST + timedelta(days=1))):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")
            cursor.execute(
                "UPDATE petitions_petition SET first_due_at = due_at, due_at = due_at + interval '1 day', extension = %s,"
                " extended_at = %s WHERE uid = %s",
                [reason, at, uid],
            )


def test_a_file_that_extends_by_nothing_is_refused() -> None:
    with pytest.raises(BadLimits, match="by nothing"):
        extension_of({"extension": {"most": 0, "unit": "working_day", "law": "", "mark": "P"}})
