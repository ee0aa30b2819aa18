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
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM

FEBRUARY = (date(2018, 2, 1), date(2018, 2, 28))
MARCH = (date(2018, 3, 1), date(2018, 3, 31))
FIGURES = {
    "3": "received", "4": "received_online", "5": "received_direct", "6": "carried_in", "7": "settled", "8": "early",
    "9": "on_time", "10": "late", "11": "open", "12": "open_in_time", "13": "open_late", "left": "left",
}  # fmt: skip


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


def the_report(world: given.World, first: date, last: date) -> dossiers.ReportRow:
    with seen(world):
        rows = dossiers.report_06a(world.head.sees, first, last)
    assert [fault for row in rows for fault in row.faults()] == []
    return dossiers.plus(rows, level="", field="Tổng số")


def rows_of(
    world: given.World, column: str, first: date, last: date, *, level: str = "", field: str = ""
) -> list[dossiers.ReportLine]:
    """Return every row of a cell, page after page."""
    found: list[dossiers.ReportLine] = []
    after = ""
    with seen(world):
        while True:
            page = dossiers.report_rows(column, world.head.sees, first, last, after=after, level=level, field=field)
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
    with ledger.seeing(wide.sees):
        rows = dossiers.report_06a(wide.sees, *MARCH)
        behind = {
            column: {row.uid for row in dossiers.report_rows(column, wide.sees, *MARCH).rows}
            for column in dossiers.REPORT_COLUMNS
        }

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
    whole = dossiers.plus(rows, level="", field="")
    assert {column: getattr(whole, name) for column, name in FIGURES.items()} == {c: len(rows) for c, rows in behind.items()}


def test_a_dossier_counts_in_the_period_of_its_reception_and_of_its_end(world: given.World) -> None:
    uid = given.received(world, given.CHAIN, at=on(26, 2))
    dossiers.withdraw(actor=world.clerk, at=on(1), dossier_uid=uid, reason="Đổi ý")

    february, march = the_report(world, *FEBRUARY), the_report(world, *MARCH)
    april = the_report(world, date(2018, 4, 1), date(2018, 4, 30))

    assert (february.received, february.open, february.left) == (1, 1, 0)
    assert (march.carried_in, march.received, march.left, march.open) == (1, 1, 1, 0)
    assert april.received == 0


def test_the_last_minute_of_the_last_day_belongs_to_the_period_and_the_next_does_not(world: given.World) -> None:
    given.received(world, given.CHAIN, at=datetime(2018, 3, 30, 16, 59, tzinfo=VIETNAM))
    given.received(world, given.CHAIN, at=on(2, 4, hour=7))

    assert the_report(world, *MARCH).received == 1
    assert the_report(world, date(2018, 3, 30), date(2018, 3, 30)).received == 1
    assert the_report(world, date(2018, 4, 1), date(2018, 4, 30)).received_direct == 1


def test_a_period_that_has_not_ended_is_counted_up_to_the_present(world: given.World) -> None:
    given.received(world, at=on(12))
    given.received(world, given.CHAIN, at=on(13))
    with seen(world):
        (now,) = dossiers.report_06a(world.head.sees, *MARCH, at=on(12, hour=9))
        (tomorrow, _) = dossiers.report_06a(world.head.sees, *MARCH, at=on(13, hour=9))
        late = dossiers.report_rows("13", world.head.sees, *MARCH, at=on(12, hour=9)).rows
        before = dossiers.report_06a(world.head.sees, *MARCH, at=on(1, 2))

    assert (now.received, now.open_in_time, now.open_late) == (1, 1, 0), "what is due tonight is not late this morning"
    assert (tomorrow.open_in_time, tomorrow.open_late) == (0, 1)
    assert late == ()
    assert before == []


def test_rows_are_of_the_line_that_was_asked(world: given.World) -> None:
    given.received(world, at=on(5))
    given.received(world, given.CHAIN, at=on(5))
    with seen(world):
        lines = dossiers.report_06a(world.head.sees, *MARCH)

    assert len(lines) == 2
    for line in lines:
        for column, name in FIGURES.items():
            assert len(rows_of(world, column, *MARCH, level=line.level, field=line.field)) == getattr(line, name), (line, column)


def test_a_cell_of_many_rows_goes_on_where_its_page_ended(world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    from lienthong.casework.dossiers.queries import report

    monkeypatch.setattr(report, "ROWS", 3)
    for minute in range(7):
        given.received(world, at=on(5) + timedelta(minutes=minute // 2))

    found = rows_of(world, "3", *MARCH)

    assert len(found) == len({row.uid for row in found}) == 7
    assert [row.received_at for row in found] == sorted((row.received_at for row in found), reverse=True)


def test_an_unknown_column_is_no_question(world: given.World) -> None:
    with seen(world), pytest.raises(ValueError, match="14"):
        dossiers.report_rows("14", world.head.sees, *MARCH)


def test_a_unit_that_is_not_seen_counts_nothing(world: given.World) -> None:
    given.received(world, at=on(5))
    stranger = world.district.actor("dong_van", "unit_head")

    with ledger.seeing(stranger.sees):
        assert dossiers.report_06a(world.head.sees, *MARCH) == []
        assert dossiers.report_rows("3", world.head.sees, *MARCH).rows == ()


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


@pytest.mark.parametrize("seed", [1, 2])
def test_for_any_history_and_period_received_is_settled_and_open_and_left(world: given.World, seed: int) -> None:
    a_history(world, random.Random(seed), 25)
    days = st.integers(0, 90).map(lambda count: date(2018, 1, 25) + timedelta(days=count))

    @settings(max_examples=40)
    @drawn(days, days)
    def holds(one: date, other: date) -> None:
        first, last = min(one, other), max(one, other)
        whole = the_report(world, first, last)
        assert whole.received == whole.settled + whole.open + whole.left
        following = the_report(world, last + timedelta(days=1), last + timedelta(days=30))
        assert following.carried_in == whole.open, "what is open at the end is carried into the next period"
        assert {name: len(rows_of(world, column, first, last)) for column, name in FIGURES.items()} == {
            name: getattr(whole, name) for name in FIGURES.values()
        }

    holds()
    assert the_report(world, date(2018, 1, 1), date(2018, 12, 31)).received == 25, "the history is really there"
