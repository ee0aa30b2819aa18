"""The inbox tells each whom it concerns which petitions they take in or answer, until it is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, entered, filed
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

MONTH = MONDAY_8AM + timedelta(days=40)


def waiting(actor: Actor, *, at: datetime = MONDAY_8AM) -> list[petitions.WaitingPetition]:
    """Return what the inbox of the actor shows of petitions."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return petitions.waiting_for(actor, at)


def codes(actor: Actor) -> list[str]:
    return [row.code for row in waiting(actor)]


def test_what_came_online_waits_for_who_takes_it_in_and_then_for_the_head_of_who_handles_it(
    district: District, clerk: Actor, head: Actor
) -> None:
    taken = filed(district)
    assert codes(clerk) == codes(head) == [taken.code]
    assert waiting(clerk)[0].sent

    petitions.receive(actor=clerk, at=MONDAY_8AM, uid=taken.uid, kind="procedure", handler_id=clerk.unit_id)
    assert codes(clerk) == []
    (row,) = waiting(head)
    assert (row.sent, row.late, row.kind_name) == (False, False, "Về thủ tục, quy định")

    answered(head, taken.uid, at=MONDAY_8AM)
    assert codes(head) == []


def test_it_follows_to_whom_it_is_given_and_is_shown_to_no_other_unit(district: District, clerk: Actor, head: Actor) -> None:
    above = district.actor("district", "unit_head")
    taken = entered(clerk)
    assert (codes(head), codes(above)) == ([taken.code], [])

    petitions.assign(actor=head, at=MONDAY_8AM, uid=taken.uid, handler_id=above.unit_id)

    assert (codes(head), codes(above)) == ([], [taken.code])
    assert codes(district.actor("dong_van", "unit_head")) == []


def test_the_day_given_comes_before_the_limit_and_what_is_late_stands_first(
    district: District, clerk: Actor, head: Actor
) -> None:
    first, second = entered(clerk), filed(district)
    petitions.receive(
        actor=clerk, at=MONDAY_8AM, uid=second.uid, kind="other", handler_id=clerk.unit_id, handle_by=date(2018, 3, 15)
    )

    rows = waiting(head)

    assert [row.code for row in rows] == [second.code, first.code]
    assert rows[0].due_at == datetime(2018, 3, 15, 23, 59, tzinfo=VIETNAM)
    assert [row.late for row in waiting(head, at=MONTH)] == [True, True]


def test_what_is_said_of_behaviour_waits_for_heads_alone(district: District, clerk: Actor, head: Actor) -> None:
    taken = filed(district, kind="behaviour")

    assert codes(clerk) == []
    assert codes(head) == [taken.code]
    assert codes(district.actor("hoanh_mo", "specialist.justice")) == []
