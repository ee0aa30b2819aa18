"""The list of legs: per agency what was sent to it, how it answered, and what is still open; the rows behind each figure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.reports import public as reports
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.clock import VIETNAM

PROCEDURES = given.FIVE
TO_LEGS = (("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent"))
KEY = "chang-lien-thong"


def on(day: int, month: int = 3, hour: int = 9) -> datetime:
    return datetime(2018, month, day, hour, 0, tzinfo=VIETNAM)


def sent(world: given.World, at: datetime) -> UUID:
    """Bring a birth to where its two legs are away."""
    uid = given.received(world, given.CHAIN, at=at)
    for step, outcome in TO_LEGS:
        given.step(world, uid, step, outcome, at=at)
    return uid


def answered(world: given.World, uid: UUID, what: str, at: datetime) -> None:
    """Let the police or the insurance do its part at an instant."""
    given.step(world, uid, f"{what}_check", "done", at=at)
    given.step(world, uid, f"{what}_sign", "signed", at=at)


@pytest.fixture
def told(world: given.World) -> given.World:
    """Three births in March: police on time, insurance late; police refuses, insurance open; withdrawn.  One more in April."""
    first, second, third = (sent(world, on(day)) for day in (5, 6, 7))
    answered(world, first, "police", on(6))
    answered(world, first, "insurance", on(29))
    leg = given.leg(world, second, "residence")
    chief = world.district.actor("police", "unit_head")
    dossiers.refuse_leg(actor=chief, at=on(8), dossier_uid=leg.uid, reason="Không đủ điều kiện", result_number="9/TB-CA")
    dossiers.withdraw(actor=world.clerk, at=on(9), dossier_uid=third, reason="Đổi ý")
    sent(world, on(3, 4))
    return world


def lines(world: given.World, first: date, last: date) -> dict[str, dict[str, Any]]:
    asked = reports.Question(world.district.actor("district", "unit_head").sees, first, last, on(10, 4))
    with ledger.seeing(asked.unit_ids):
        report = reports.report_on(KEY, last)
        found = reports.lines(report, asked)
        for line in found:
            assert reports.faults(report, line) == []
            for column in report.columns:
                behind = reports.rows(report, column.key, asked, line=line.value).rows
                assert len(behind) == line.values[column.key], (line.label, column.key)
    return {line.label or "all": {key: figure for key, figure in line.values.items() if figure} for line in found}


def test_each_agency_has_a_line_with_how_it_answered(told: given.World) -> None:
    found = lines(told, date(2018, 3, 1), date(2018, 3, 31))

    police, insurance = (org.unit(told.district.units[slug].pk).name for slug in ("police", "insurance"))
    assert found[police] == {"all": 3, "sent": 3, "kept": 1, "recalled": 1, "open": 1, "waits": 1}
    assert found[insurance] == {"all": 3, "sent": 3, "late": 1, "recalled": 1, "open": 1, "overdue": 1}
    assert found["all"]["all"] == 6


def test_what_is_open_at_the_end_of_a_month_is_carried_into_the_next(told: given.World) -> None:
    whole = lines(told, date(2018, 4, 1), date(2018, 4, 30))["all"]

    assert (whole["carried"], whole["sent"], whole["all"]) == (2, 2, 4)


def test_the_rows_name_the_leg_its_agency_and_the_dossier_that_sent_it(told: given.World) -> None:
    asked = reports.Question(told.clerk.sees, date(2018, 3, 1), date(2018, 3, 31), on(10, 4))
    with ledger.seeing(told.clerk.sees):
        report = reports.report_on(KEY, asked.last)
        (row,) = reports.rows(report, "late", asked).rows

    heads = [shown.head for shown in reports.ground_of(report).shows]
    told_of = dict(zip(heads, row.cells, strict=True))
    assert told_of["Chặng"] == "Cấp thẻ bảo hiểm y tế"
    assert told_of["Xong lúc"] == on(29)
    assert str(told_of["Mã hồ sơ chặng"]) != str(told_of["Hồ sơ gốc"])


def test_another_unit_counts_none_of_them(told: given.World) -> None:
    other = told.district.actor("dong_van", "counter_clerk").sees
    asked = reports.Question(other, date(2018, 3, 1), date(2018, 3, 31), on(10, 4))
    with ledger.seeing(other):
        assert reports.lines(reports.report_on(KEY, asked.last), asked)[-1].values["all"] == 0
