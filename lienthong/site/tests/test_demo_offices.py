"""The offices of the demonstration on its morning: who signs in has a letter to act on, and every list shows every state."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import groupby

import pytest
from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.models import RegisterEntry
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo import mail
from lienthong.site.demo.staff import Staff
from lienthong.site.tests.test_demo import DISTRICT, PRESENT, as_owner, owner
from lienthong.toolkit.actor import Actor

__all__ = ["as_owner", "owner"]
HANDLERS = (
    "chutich.huyen", "chuyenvien.huyen", "truongphong.ktht", "chuyenvien.ktht", "truongphong.ldtbxh", "chuyenvien.ldtbxh",
    "bithu.huyenuy", "vanphong.huyenuy", "chuyenvien.huyenuy", "chutich.hoanhmo", "tuphap.hoanhmo", "diachinh.hoanhmo",
    "vanhoa.hoanhmo", "vanthu.hoanhmo",
)  # fmt: skip
CLERKS = ("vanthu.huyen", "vanthu.huyenuy", "vanthu.hoanhmo")


def actors() -> dict[str, Actor]:
    """Return who signs in, by user name."""
    staff = Staff(PRESENT)
    return {name: staff.holders(duty, org.unit(code).id)[0] for name, code, duty in DISTRICT.log_ins}


@pytest.fixture
def offices(owner: None) -> dict[str, Actor]:
    """The whole organisation of 2018 with its people, and the letters of the last weeks."""
    worktime.load_calendars()
    with transaction.atomic():
        org.load_places()
        org.load_units(org.DATA / DISTRICT.units)
        org.invent_people(seed=DISTRICT.seed, path=org.DATA / DISTRICT.units)
    for year, month in ((2018, 2), (2018, 3)):
        with transaction.atomic(), ledger.seeing_everything():
            mail.write_month(PRESENT, DISTRICT, year, month)
    return actors()


@pytest.mark.long
def test_everybody_who_signs_in_has_letters_to_act_on_and_lists_show_every_state(offices: dict[str, Actor]) -> None:
    with ledger.seeing_everything():
        for name in HANDLERS:
            rows = tasks.inbox(offices[name], PRESENT).rows
            assert [row for row in rows if row.object_type == handling.TASK], f"{name} has nothing to act on"
        for name in CLERKS:
            clerk = offices[name]
            with ledger.seeing(clerk.sees | {clerk.unit_id}):  # the search applies the context itself
                found = [row.line for row in documents.search(clerk, "", direction="in").rows]
            assert any(
                line.document_uid and handling.standing(clerk, line.document_uid) is None for line in found if not line.secrecy
            ), f"{name} has nothing to present"
        assert {row.state for row in Letter.objects.all()} == set(handling.STATES)
        parts = Counter(Part.objects.values_list("role", "state"))
        assert {state for _, state in parts} == set(handling.PART_STATES)
        assert {role for role, _ in parts} == set(handling.ROLES)
        handling.escalate(at=PRESENT)  # as the worker does every hour
        told = set(Move.objects.values_list("kind", flat=True))
        assert told == set(handling.MOVES) - {"dossier"}, "a dossier is opened at a counter, and here are only letters"
        assert {"", "granted"} <= set(Move.objects.filter(kind="extend").values_list("decision", flat=True))
        for name in ("chutich.huyen", "bithu.huyenuy", "chutich.hoanhmo"):
            counted = handling.totals(handling.by_unit(offices[name], date(2018, 1, 1), PRESENT.date(), PRESENT))
            assert counted["on_time"], name
            assert counted["open_late"], name
        month = handling.by_unit(offices["chutich.huyen"], date(2018, 3, 1), PRESENT.date(), PRESENT)
        assert all(handling.totals(month).values()), "the page of statistics opens with this month"
        lines = RegisterEntry.objects.order_by("series", "number").values_list("series", "day")
        for _, register in groupby(lines, key=lambda line: line[0]):
            days = [day for _, day in register]
            assert days == sorted(days), "numbers follow time"
        for check in (*documents.invariants(), *handling.invariants()):
            assert check.run() == [], check.title
