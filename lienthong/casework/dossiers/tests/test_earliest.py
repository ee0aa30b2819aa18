"""The due instant of a dossier is the earlier of the committed and the legal one, whatever pauses come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as factory
from lienthong.casework.dossiers.models import DueDate
from lienthong.casework.dossiers.rules.earliest import first_due, may_rule, ruling
from lienthong.casework.dossiers.rules.replaying import replayed
from lienthong.casework.dossiers.services import timing
from lienthong.casework.dossiers.services.under_way import promised_before
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import a_calendar, at, half
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

PROCEDURES = (factory.BIRTH,)
HOUR, DAY = worktime.LimitUnit.WORKING_HOUR, worktime.LimitUnit.WORKING_DAY
SEVEN_HOURS, A_DAY = worktime.Limit(7, HOUR), worktime.Limit(1, DAY)
HALF_DAY = date(2018, 3, 13)
"""A Tuesday that closes at nine."""
SPECIAL = worktime.SpecialDay(HALF_DAY, worktime.DayKind.HALF, "Hội nghị toàn huyện", opens=time(7), closes=time(9))
HALF = half(HALF_DAY, opens=time(7), closes=time(9))

LIMITS = [
    {
        "channels": ["direct", "online", "post"],
        "legal": {"value": 1, "unit": "working_day"},
        "committed": {"value": 7, "unit": "working_hour"},
    }
]


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("committed", "legal", "may"),
    [
        (SEVEN_HOURS, A_DAY, 2),
        (worktime.Limit(2, DAY), worktime.Limit(3, DAY), 1),
        (A_DAY, A_DAY, 1),
        (worktime.Limit(3, DAY), worktime.Limit(2, DAY), 2),
        (worktime.Limit(3, DAY, area_extra=2), worktime.Limit(5, DAY, area_extra=2), 1),
        (A_DAY, worktime.Limit(2, DAY, start=worktime.StartRule.SAME_DAY), 2),
        (A_DAY, None, 1),
    ],
    ids=["hours and days", "days", "equal", "longer than the law", "an area's extra", "another start", "no legal one"],
)
def test_a_limit_counted_like_a_longer_one_never_ends_after_it(
    committed: worktime.Limit, legal: worktime.Limit | None, may: int
) -> None:
    found = may_rule(committed, legal)

    assert found[0] is committed
    assert len(found) == may


def test_limits_are_read_from_the_row_of_a_dossier() -> None:
    assert ruling({"legal": None, "committed": None}, worktime) == ruling({}, worktime) == ()
    assert ruling({"committed": SEVEN_HOURS.as_dict()}, worktime) == (SEVEN_HOURS,)
    assert ruling({"committed": SEVEN_HOURS.as_dict(), "legal": A_DAY.as_dict()}, worktime) == (SEVEN_HOURS, A_DAY)


def test_of_two_that_end_together_the_promise_rules() -> None:
    due = at("13/03/2018 08:00")

    assert first_due([(due, "committed"), (due, "legal")]) == (due, "committed")


INSTANTS = st.builds(
    lambda day, minute: datetime(2018, 3, 5, tzinfo=VIETNAM) + timedelta(days=day, minutes=minute),
    st.integers(0, 18), st.integers(0, 24 * 60 - 1),
)  # fmt: skip
HALVES = st.builds(
    lambda opens, hours: half(HALF_DAY, opens=time(opens), closes=time(opens + hours)), st.integers(7, 8), st.integers(1, 3)
)


def limits(least: int, most: int, unit: worktime.LimitUnit) -> st.SearchStrategy[worktime.Limit]:
    return st.builds(worktime.Limit, st.integers(least, most), st.just(unit))


PAIRS = st.one_of(
    st.tuples(limits(1, 24, HOUR), limits(1, 3, DAY)),
    st.tuples(limits(1, 3, DAY), limits(3, 9, DAY)),
)  # fmt: skip


def alone(
    limit: worktime.Limit, steps: list[tuple[str, datetime, datetime | None]], cal: worktime.Calendar, policy: str
) -> datetime:
    pauses = [(steps[place][1], steps[place + 1][1]) for place in range(1, len(steps), 2)]
    said = worktime.ResumePolicy(policy)
    return worktime.explain(steps[0][1], limit, cal, pauses=pauses, policy=said).due_at


@given(PAIRS, st.lists(INSTANTS, min_size=1, max_size=5, unique=True), HALVES, st.sampled_from(["resume", "restart"]))
@example((SEVEN_HOURS, A_DAY), [at("13/03/2018 08:00")], HALF, "resume")
@example((SEVEN_HOURS, A_DAY), [at("13/03/2018 08:00"), at("13/03/2018 08:30"), at("15/03/2018 07:00")], HALF, "resume")
def test_no_promise_ends_after_the_law_nor_after_what_was_committed(
    pair: tuple[worktime.Limit, worktime.Limit], instants: list[datetime], day: worktime.SpecialDay, policy: str
) -> None:
    cal = a_calendar(day)
    moments = sorted(instants)[: len(instants) - 1 + len(instants) % 2]  # a receipt and whole pauses
    kinds = ["received", *["paused:stop", "resumed"] * (len(moments) // 2)]
    steps: list[tuple[str, datetime, datetime | None]] = [
        (kind, moment, None) for kind, moment in zip(kinds, moments, strict=True)
    ]

    again = replayed(steps, may_rule(*pair), cal, policy, worktime)

    assert again is not None
    due, limit = again
    assert due == min(alone(one, steps, cal, policy) for one in pair)
    assert due == alone(limit, steps, cal, policy)


def test_a_promise_that_nobody_gave_or_that_stands_still_is_none() -> None:
    cal = a_calendar(HALF)
    received = ("received", at("13/03/2018 08:00"), None)

    assert replayed([], (SEVEN_HOURS, A_DAY), cal, "resume", worktime) is None
    assert (
        replayed([received, ("paused:stop", at("13/03/2018 08:30"), None)], (SEVEN_HOURS, A_DAY), cal, "resume", worktime) is None
    )


# --- the count at reception -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due", "why"),
    [
        ("13/03/2018 08:00", "14/03/2018 08:00", "Lấy hạn theo quy định, vì hạn cam kết muộn hơn (15:00 ngày 14/03/2018)."),
        ("12/03/2018 08:00", "12/03/2018 17:00", "Lấy hạn cam kết, không muộn hơn hạn theo quy định (08:00 ngày 13/03/2018)."),
    ],
    ids=["on the half day the law rules", "on a whole day the promise rules"],
)
def test_the_count_says_which_limit_ruled_and_why_before_it_names_the_due_instant(received: str, due: str, why: str) -> None:
    found, legal, reasons = timing.first_deadline(at(received), SEVEN_HOURS, A_DAY, a_calendar(HALF))

    assert (found, legal) == (at(due), timing.due_at(at(received), A_DAY, a_calendar(HALF)))
    assert reasons[-2] == why
    assert reasons[-1].startswith("Hẹn trả:")


def test_limits_of_one_kind_need_no_word_about_the_other() -> None:
    due, legal, reasons = timing.first_deadline(at("12/03/2018 08:00"), A_DAY, worktime.Limit(3, DAY), a_calendar(HALF))

    assert (due, legal) == (at("13/03/2018 08:00"), at("15/03/2018 08:00"))
    assert not [one for one in reasons if one.startswith("Lấy hạn")]


# --- the services -----------------------------------------------------------------------------------------------------


@pytest.fixture
def code(world: factory.World, tmp_path: Path) -> str:
    """Return a procedure that promises seven hours where the law gives a day; the Tuesday closes at nine."""
    worktime.revise_calendar(
        code="vn-state", changes=[worktime.Change.to(SPECIAL)], reason="Hội nghị", decree="01/TB-UBND", at=world.at
    )
    return factory.publish_like(world, f"{factory.BIRTH}-2016", tmp_path, limits=LIMITS)


def on(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2018, 3, day, hour, minute, tzinfo=VIETNAM)


def nothing_broken(world: factory.World) -> None:
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        assert [fault for check in dossiers.invariants() for fault in check.run()] == []


def stood_still(world: factory.World, uid: UUID, since: datetime, until: datetime) -> dossiers.Standing:
    dossiers.stop(actor=world.head, at=since, dossier_uid=uid, reason="Chờ kết luận của tòa án")
    return dossiers.restart(actor=world.head, at=until, dossier_uid=uid)


def test_a_dossier_received_on_the_half_day_is_promised_for_when_the_law_says(world: factory.World, code: str) -> None:
    uid = factory.received(world, code, at=on(13, 8))

    row = factory.dossier(world.clerk, uid)
    assert row.due_at == row.original_due_at == row.legal_due_at == on(14, 8)
    nothing_broken(world)


def test_after_a_pause_the_promise_rules_when_it_ends_first_then(world: factory.World, code: str) -> None:
    uid = factory.received(world, code, at=on(12, 16))
    factory.step(world, uid, "receive", "done", after=timedelta(minutes=5))

    dossiers.stop(actor=world.head, at=on(12, 16, 30), dossier_uid=uid, reason="Chờ kết luận của tòa án")
    left = factory.dossier(world.clerk, uid).remainder
    going = dossiers.restart(actor=world.head, at=on(15, 7), dossier_uid=uid)

    assert left is not None
    assert left["unit"] == "working_day", "what was left of the limit that ruled"
    assert going.due_at == on(15, 15, 30), (
        "six and a half hours are left of seven; the law would give the whole day that was left"
    )
    nothing_broken(world)


def test_after_a_pause_the_law_may_still_rule(world: factory.World, code: str) -> None:
    uid = factory.received(world, code, at=on(13, 7))
    factory.step(world, uid, "receive", "done", after=timedelta(minutes=5))

    going = stood_still(world, uid, on(13, 7, 30), on(13, 8))

    assert going.due_at == on(14, 7, 30), "of the law a day less half an hour is left, counted from eight: half past seven"
    nothing_broken(world)


def test_a_dossier_stopped_and_taken_up_twice_keeps_both_limits(world: factory.World, code: str) -> None:
    uid = factory.received(world, code, at=on(12, 16))
    factory.step(world, uid, "receive", "done", after=timedelta(minutes=5))

    stood_still(world, uid, on(12, 16, 30), on(15, 7))
    stood_still(world, uid, on(15, 9), on(19, 7))

    nothing_broken(world)
    assert factory.dossier(world.clerk, uid).due_at == on(19, 11, 30), "four and a half hours of the seven"


def test_a_half_day_that_is_told_late_brings_the_law_in(world: factory.World, tmp_path: Path) -> None:
    code = factory.publish_like(world, f"{factory.BIRTH}-2016", tmp_path, limits=LIMITS)
    uid = factory.received(world, code, at=on(13, 8))
    before = factory.dossier(world.clerk, uid).due_at
    version = worktime.revise_calendar(
        code="vn-state", changes=[worktime.Change.to(SPECIAL)], reason="Hội nghị", decree="01/TB-UBND", at=on(13, 8)
    )

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
    changed = dossiers.recalculate_due_dates(calendar="vn-state", version=version, reason="Hội nghị", at=on(13, 8, 30))

    row = factory.dossier(world.clerk, uid)
    assert (before, changed) == (on(13, 17), 1)
    assert row.due_at == on(14, 8), "seven hours would end at three in the afternoon, after the day that the law gives"
    nothing_broken(world)


def test_a_dossier_under_reception_was_promised_what_its_row_says(world: factory.World, code: str) -> None:
    row = dossiers.Dossier(received_at=on(13, 8), original_due_at=on(14, 8))

    assert [(one.reason, one.since, one.due_at) for one in promised_before(row)] == [("received", on(13, 8), on(14, 8))]


def test_a_dossier_in_memory_has_the_dates_that_the_services_give(world: factory.World, code: str) -> None:
    asking: dict[str, Any] = {"papers": ["Giấy chứng sinh"], "reason": "Bản mờ", "reply_by": None}
    application, clerk = factory.an_application(code, at=on(12, 16)), world.clerk
    builder, version = dossiers.Builder(), procedures.version_in_force(code, HALF_DAY)
    carried = builder.receive(uid=new_uid(), actor=clerk, at=on(12, 16), application=application, version=version, numbers=(1, 1))
    builder.request_supplement(carried, actor=clerk, at=on(12, 16, 30), **asking)
    builder.receive_supplement(carried, actor=clerk, at=on(15, 7), papers=[])

    uid = dossiers.receive(actor=clerk, at=on(12, 16), application=application).dossier_uid
    dossiers.request_supplement(actor=clerk, at=on(12, 16, 30), dossier_uid=uid, **asking)
    dossiers.receive_supplement(actor=clerk, at=on(15, 7), dossier_uid=uid, papers=[])

    with ledger.seeing(clerk.sees):
        kept = list(DueDate.objects.filter(dossier__uid=uid).order_by("pk").values_list("reason", "since", "due_at"))
    assert [(row.reason, row.since, row.due_at) for row in carried.due_dates] == kept
    assert [due for _, _, due in kept] == [on(13, 9), None, on(15, 15, 30)]
