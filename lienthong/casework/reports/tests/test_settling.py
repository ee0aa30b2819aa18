"""Report II.06a: what stands in which column, the rows behind each figure, and sums that hold for any history."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import Status
from lienthong.casework.procedures import public as procedures
from lienthong.casework.reports import public as reports
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

FEBRUARY = (date(2018, 2, 1), date(2018, 2, 28))
MARCH = (date(2018, 3, 1), date(2018, 3, 31))
COLUMNS = ("3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "left")
FORM = reports.report_on("ii-06a", date(2020, 12, 31))
PROCEDURES = (given.BIRTH, given.CHAIN, given.PERMIT, given.ALLOWANCE)


def seen(world: given.World) -> Any:
    return ledger.seeing(world.head.sees)


def on(day: int, month: int = 3, hour: int = 8) -> datetime:
    return datetime(2018, month, day, hour, 0, tzinfo=VIETNAM)


def finish(world: given.World, uid: UUID, at: datetime, *, who: Actor | None = None) -> UUID:
    """Take every step by its first outcome at once, until the result is there."""
    clerk = who or world.clerk
    for _ in range(20):
        if given.dossier(clerk, uid).status == Status.COMPLETED:
            return uid
        (task,) = given.open_tasks(clerk, uid)
        version = given.dossier(clerk, uid).version
        edge = procedures.version(version.uid).definition.node(task.step).edges[0]
        given.step(world, uid, task.step, edge.outcome, at=at)
    raise AssertionError("the dossier does not come to its end")


def asked(world: given.World, first: date, last: date, *, at: datetime | None = None) -> reports.Question:
    return reports.Question(world.head.sees, first, last, at or on(1, 12))


def lines_of(world: given.World, question: reports.Question) -> list[reports.Line]:
    with seen(world):
        lines = reports.lines(FORM, question)
    assert [fault for line in lines for fault in reports.faults(FORM, line)] == []
    return lines


def the_report(world: given.World, first: date, last: date, *, at: datetime | None = None) -> dict[str, int]:
    """Return the figures of the whole, by column."""
    return {key: value or 0 for key, value in lines_of(world, asked(world, first, last, at=at))[-1].values.items()}


def rows_of(world: given.World, column: str, question: reports.Question, line: reports.Line | None = None) -> list[reports.Row]:
    """Return every row of a cell, page after page."""
    found: list[reports.Row] = []
    block, value = (line.block, line.value) if line else ("", "")
    after = ""
    with seen(world):
        while True:
            page = reports.rows(FORM, column, question, block=block, line=value, after=after)
            found += page.rows
            after = page.after
            if not after:
                return found


def test_each_kind_of_dossier_stands_in_its_column(world: given.World) -> None:
    carried = given.received(world, given.CHAIN, at=on(26, 2))
    online = given.received(world, at=on(5), channel="online")
    early = finish(world, given.received(world, given.PERMIT, actor=world.centre_clerk, at=on(5)), on(7), who=world.centre_clerk)
    on_time = finish(world, given.received(world, at=on(12)), on(12, hour=10))
    late = finish(world, given.received(world, at=on(12)), on(14))
    overdue = given.received(world, at=on(13))
    paused = given.received(world, given.CHAIN, at=on(14))
    dossiers.request_supplement(actor=world.clerk, at=on(15), dossier_uid=paused, papers=["Giấy chứng sinh"], reason="Bản mờ")
    gone = given.received(world, at=on(16))
    dossiers.withdraw(actor=world.clerk, at=on(16, hour=9), dossier_uid=gone, reason="Đổi ý")

    wide = world.district.actor("district", "unit_head")
    question = reports.Question(wide.sees, *MARCH, on(1, 12))
    with ledger.seeing(wide.sees):
        whole = reports.lines(FORM, question)[-1]
        behind = {column: {row.uid for row in reports.rows(FORM, column, question).rows} for column in COLUMNS}

    assert behind == {
        "3": {carried, online, early, on_time, late, overdue, paused, gone},
        "4": {online},
        "5": {early, on_time, late, overdue, paused, gone},
        "6": {carried},
        "7": {early, on_time, late},
        "8": {early},
        "9": {on_time},
        "10": {late},
        "11": {carried, online, overdue, paused},
        "12": behind["12"],
        "13": behind["13"],
        "left": {gone},
    }
    assert overdue in behind["13"]
    assert paused in behind["12"], "what is paused at the end of the period is in time"
    assert whole.values == {column: len(rows) for column, rows in behind.items()}


def test_a_dossier_counts_in_the_period_of_its_reception_and_of_its_end(world: given.World) -> None:
    uid = given.received(world, given.CHAIN, at=on(26, 2))
    dossiers.withdraw(actor=world.clerk, at=on(1), dossier_uid=uid, reason="Đổi ý")

    february, march = the_report(world, *FEBRUARY), the_report(world, *MARCH)
    april = the_report(world, date(2018, 4, 1), date(2018, 4, 30))

    assert (february["3"], february["11"], february["left"]) == (1, 1, 0)
    assert (march["6"], march["3"], march["left"], march["11"]) == (1, 1, 1, 0)
    assert april["3"] == 0


def test_the_last_minute_of_the_last_day_belongs_to_the_period_and_the_next_does_not(world: given.World) -> None:
    given.received(world, given.CHAIN, at=datetime(2018, 3, 30, 16, 59, tzinfo=VIETNAM))
    given.received(world, given.CHAIN, at=on(2, 4, hour=7))

    assert the_report(world, *MARCH)["3"] == 1
    assert the_report(world, date(2018, 3, 30), date(2018, 3, 30))["3"] == 1
    assert the_report(world, date(2018, 4, 1), date(2018, 4, 30))["5"] == 1


def test_a_period_that_has_not_ended_is_counted_up_to_the_present(world: given.World) -> None:
    given.received(world, at=on(12))
    given.received(world, given.CHAIN, at=on(13))
    now, tomorrow = (the_report(world, *MARCH, at=on(day, hour=9)) for day in (12, 13))

    assert (now["3"], now["12"], now["13"]) == (1, 1, 0), "what is due tonight is not late this morning"
    assert (tomorrow["3"], tomorrow["12"], tomorrow["13"]) == (2, 1, 1)
    assert rows_of(world, "13", asked(world, *MARCH, at=on(12, hour=9))) == []
    assert the_report(world, *MARCH, at=on(1, 2))["3"] == 0


def test_rows_are_of_the_line_that_was_asked(world: given.World) -> None:
    given.received(world, at=on(5))
    given.received(world, given.CHAIN, at=on(5))
    question = asked(world, *MARCH)
    lines = [line for line in lines_of(world, question) if line.kind == "line"]

    assert len(lines) == 2
    for line in lines:
        for column in COLUMNS:
            assert len(rows_of(world, column, question, line)) == line.values[column], (line, column)


# --- any history ---------------------------------------------------------------------------------------------------------


def a_history(world: given.World, dice: random.Random, size: int) -> None:
    """Play dossiers that come on random days and end in random ways, or not at all."""
    for _ in range(size):
        at = on(dice.choice([5, 6, 7, 8, 9, 12, 13]), dice.choice([2, 3]), hour=dice.choice([8, 10, 14]))
        code = dice.choice([given.BIRTH, given.CHAIN])
        channel = dice.choice(["direct", "online", "post"]) if code == given.BIRTH else "direct"
        uid = given.received(world, code, at=at, channel=channel)
        later = at + timedelta(days=dice.choice([0, 1, 2, 7, 21]), minutes=30)
        fate = dice.choice(["finish", "withdraw", "pause", "resume", "nothing"])
        if fate == "finish" and code == given.BIRTH:
            finish(world, uid, later)
        elif fate == "withdraw":
            dossiers.withdraw(actor=world.clerk, at=later, dossier_uid=uid, reason="Đổi ý")
        elif fate in {"pause", "resume"}:
            dossiers.request_supplement(actor=world.clerk, at=later, dossier_uid=uid, papers=["Giấy"], reason="Thiếu")
            if fate == "resume":
                dossiers.receive_supplement(
                    actor=world.clerk,
                    at=later + timedelta(days=3),
                    dossier_uid=uid,
                    papers=[dossiers.Paper("", "Giấy", originals=1)],
                )


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
def test_for_any_history_and_period_received_is_settled_and_open_and_left(world: given.World, seed: int) -> None:
    a_history(world, random.Random(seed), 25)
    days = st.integers(0, 90).map(lambda count: date(2018, 1, 25) + timedelta(days=count))

    @settings(max_examples=40)
    @drawn(days, days)
    def holds(one: date, other: date) -> None:
        first, last = min(one, other), max(one, other)
        whole = the_report(world, first, last)
        assert whole["3"] == whole["7"] + whole["11"] + whole["left"]
        following = the_report(world, last + timedelta(days=1), last + timedelta(days=30))
        assert following["6"] == whole["11"], "what is open at the end is carried into the next period"
        question = asked(world, first, last)
        assert {column: len(rows_of(world, column, question)) for column in COLUMNS} == whole
        told = _as_the_exchange(world, first, last)
        assert {column: whole[column] for column in told} == told

    holds()
    assert the_report(world, date(2018, 1, 1), date(2018, 11, 30))["3"] == 25, "the history is really there"


def _as_the_exchange(world: given.World, first: date, last: date) -> dict[str, int]:
    """Return the figures that the exchange tells by the dossiers' own statement: the two must never differ."""
    with seen(world):
        row = dossiers.plus(dossiers.report_06a(world.head.sees, first, last), level="", field="")
    return {
        "3": row.received, "4": row.received_online, "5": row.received_direct, "6": row.carried_in, "7": row.settled,
        "8": row.early, "9": row.on_time, "10": row.late, "11": row.open, "12": row.open_in_time, "13": row.open_late,
        "left": row.left,
    }  # fmt: skip
