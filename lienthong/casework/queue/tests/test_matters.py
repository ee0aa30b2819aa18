"""What a group of counters serves: named by its administrator, one group for each matter, unknown where nobody said."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.casework.queue import public as queue
from lienthong.casework.queue.models import CounterGroup, Matter
from lienthong.casework.queue.testing import Hall
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM

BIRTH, FIELD, LAND = "1.001193", "Hộ tịch", "Đất đai"
ONE, TWO = uuid4(), uuid4()


def give(hall: Hall, *, procedures: tuple[str, ...] = (), fields: tuple[str, ...] = (), other: bool = False) -> None:
    """Let the first group, or the other, serve these."""
    group = hall.other if other else hall.group
    queue.set_matters(actor=hall.admin, at=MONDAY_8AM, group_uid=group, procedures=procedures, fields=fields)


def group_for(hall: Hall, procedure: str, field: str) -> object:
    """Return which group serves a procedure."""
    return queue.group_for(hall.unit_id, procedure=procedure, field=field)


@pytest.mark.parametrize(
    ("procedure", "field", "group"),
    [(BIRTH, FIELD, TWO), ("1.000894", FIELD, ONE), (BIRTH, "", TWO), ("", FIELD, ONE), ("1.000001", LAND, None), ("", "", None)],
)
def test_a_named_procedure_goes_before_its_field_and_what_nobody_names_is_unknown(
    procedure: str, field: str, group: object
) -> None:
    named = [queue.MatterRow(ONE, queue.Kind.FIELD, FIELD), queue.MatterRow(TWO, queue.Kind.PROCEDURE, BIRTH)]

    assert queue.serving(named, procedure=procedure, field=field) == group


def test_a_code_is_no_field_and_a_field_no_code() -> None:
    named = [queue.MatterRow(ONE, queue.Kind.FIELD, BIRTH)]

    assert queue.serving(named, procedure=BIRTH, field="") is None


def test_who_comes_for_a_procedure_gets_the_group_that_serves_it(hall: Hall) -> None:
    assert group_for(hall, BIRTH, FIELD) is None
    give(hall, fields=(FIELD, f" {LAND} ", " "))
    give(hall, procedures=(BIRTH,), other=True)

    assert group_for(hall, BIRTH, FIELD) == hall.other
    assert group_for(hall, "1.000894", FIELD) == hall.group
    assert [(row.kind.value, row.key) for row in queue.matters(hall.unit_id)] == [
        ("field", FIELD), ("field", LAND), ("procedure", BIRTH),
    ]  # fmt: skip


def test_naming_anew_replaces_what_was_named(hall: Hall) -> None:
    give(hall, fields=(FIELD,))
    give(hall, fields=(LAND, LAND))

    assert group_for(hall, BIRTH, FIELD) is None
    assert group_for(hall, "", LAND) == hall.group


def test_two_open_groups_never_serve_the_same(hall: Hall) -> None:
    give(hall, fields=(FIELD,))

    with pytest.raises(queue.MatterTaken) as no:
        give(hall, fields=(LAND, FIELD), other=True)

    assert no.value.facts == {"matter": FIELD, "group": "Hộ tịch, chứng thực"}
    assert group_for(hall, "", LAND) is None, "nothing of a refused act stays"
    give(hall, procedures=(FIELD,), other=True)


def test_a_closed_group_serves_nothing_and_leaves_its_matters_to_another(hall: Hall) -> None:
    give(hall, fields=(FIELD,))
    queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group)

    assert group_for(hall, BIRTH, FIELD) is None
    give(hall, fields=(FIELD,), other=True)
    assert group_for(hall, BIRTH, FIELD) == hall.other


def test_only_the_administrator_names_and_only_groups_of_the_own_unit(hall: Hall) -> None:
    with pytest.raises(queue.NotYourQueue):
        queue.set_matters(actor=hall.clerk, at=MONDAY_8AM, group_uid=hall.group, procedures=(), fields=())
    stranger = hall.district.actor("dong_van", "unit_admin")
    for actor, group in ((stranger, hall.group), (hall.admin, uuid4())):
        with pytest.raises(queue.GroupUnknown):
            queue.set_matters(actor=actor, at=MONDAY_8AM, group_uid=group, procedures=(BIRTH,), fields=())


def test_another_unit_neither_sees_nor_writes_the_matters(hall: Hall) -> None:
    give(hall, fields=(FIELD,))
    other = hall.district.actor("dong_van", "unit_admin")

    assert queue.group_for(other.unit_id, procedure=BIRTH, field=FIELD) is None
    with ledger.seeing({other.unit_id}):
        assert not Matter.objects.exists()


def test_the_ledger_is_told_what_was_named(hall: Hall) -> None:
    give(hall, fields=(FIELD,), procedures=(BIRTH,))

    with ledger.seeing({hall.unit_id}):
        assert ledger.history(hall.group)[-1].activity == "matters_set"


def test_the_table_refuses_what_has_no_name_or_an_unknown_kind(hall: Hall) -> None:
    with ledger.seeing({hall.unit_id}):
        group = CounterGroup.objects.get(uid=hall.group)
        for kind, key in (("field", ""), ("form", FIELD)):
            with pytest.raises(IntegrityError), transaction.atomic():
                Matter.objects.create(group=group, kind=kind, key=key)


def test_the_invariant_finds_a_matter_of_two_groups(hall: Hall) -> None:
    give(hall, fields=(FIELD,))
    with ledger.seeing({hall.unit_id}):
        Matter.objects.create(group=CounterGroup.objects.get(uid=hall.other), kind="field", key=FIELD)
        found = [said for check in queue.invariants() for said in check.run()]

    assert len(found) == 1
    assert f"«{FIELD}» giao cho hai nhóm quầy (Hộ tịch, chứng thực, Đất đai, xây dựng)" in found[0]
