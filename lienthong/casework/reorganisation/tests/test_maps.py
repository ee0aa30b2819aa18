"""Every report can be asked on the map of then or of now: the totals agree to the unit, before an execution and after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as casework
from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, TOWN, Bình_Liêu
from lienthong.casework.reports import public as reports
from lienthong.office.org import public as org
from lienthong.toolkit.clock import VIETNAM

pytestmark = pytest.mark.thorough

FIRST, LAST = date(2019, 12, 1), date(2019, 12, 31)


def busy(place: Bình_Liêu) -> None:
    """Let Tình Húc, the town, Vô Ngại and the district's centre have open and closed dossiers and a certified copy."""
    for key, at in (("tinh_huc", BEFORE), ("binh_lieu", BEFORE), ("vo_ngai", BEFORE)):
        place.received(key, at)
        closed = place.received(key, at + timedelta(hours=1))
        clerk = place.actor(key, "counter_clerk", at)
        casework.withdraw(actor=clerk, at=at + timedelta(hours=2), dossier_uid=closed, reason="Đổi ý")
    place.received("service_centre", BEFORE, dossiers.PERMIT)
    entry = books.NewEntry("Giấy khai sinh", facts={"pages": 1, "copies": 2, "fee": 4000})
    books.take(actor=place.actor("tinh_huc", "counter_clerk", BEFORE), at=BEFORE, kind_key="certified-copy", entries=[entry])


def asked(
    place: Bình_Liêu, period: tuple[date, date], on: date, at: datetime = END
) -> Iterator[tuple[str, Mapping[str, reports.Figure]]]:
    """Yield each report's key with its sum of all, of everything below the province on the map of a day."""
    units = org.subtree_ids(place.units["province"], on)
    with given.everything():
        for report in reports.listed():
            question = reports.Question(units, *period, at, on)
            lines = reports.lines(report, question)
            assert reports.faults(report, lines[-1]) == []
            yield report.key, lines[-1].values


def lines_of(place: Bình_Liêu, on: date, key: str = "ii-06b") -> dict[str, int | None]:
    """Return how many dossiers each unit received in December 2019, on the map of a day."""
    report = reports.report_on(key, LAST)
    units = org.subtree_ids(place.units["province"], on)
    with given.everything():
        lines = reports.lines(report, reports.Question(units, FIRST, LAST, END, on))
    return {line.label: line.values["3"] for line in lines if line.kind == "line"}


@pytest.fixture
def reformed(place: Bình_Liêu) -> Bình_Liêu:
    busy(place)
    return place


def test_the_totals_of_every_report_are_the_same_before_and_after_on_both_maps(reformed: Bình_Liêu) -> None:
    before = dict(asked(reformed, (FIRST, LAST), LAST))
    town, end = reformed.plans()
    reorganisation.execute(actor=reformed.admin(LATE), at=LATE, uid=town)
    assert dict(asked(reformed, (FIRST, LAST), LAST)) == before, "the map of then, after the first"
    assert dict(asked(reformed, (FIRST, LAST), TOWN.date())) == before, "the map of 2020"
    reorganisation.execute(actor=reformed.admin(END), at=END, uid=end)

    assert dict(asked(reformed, (FIRST, LAST), LAST)) == before, "the map of then, after both"
    assert dict(asked(reformed, (FIRST, LAST), TOWN.date())) == before
    assert dict(asked(reformed, (FIRST, LAST), END.date())) == before, "the map of now"
    assert before["ii-06a"]["3"] == 7


def test_the_lines_of_several_reports_asked_at_once_are_those_of_each(reformed: Bình_Liêu) -> None:
    town, end = reformed.plans()
    reorganisation.execute(actor=reformed.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=reformed.admin(END), at=END, uid=end)
    told = {"heirs": org.heirs_on(END.date())[END.date()]}
    units = org.subtree_ids(reformed.units["province"], END.date())
    asked_at_once = [
        (report, reports.Question(units, FIRST, LAST, END, day, **(told if day == END.date() else {})))
        for report in reports.listed()
        for day in (LAST, END.date())
    ]

    with given.everything():
        assert reports.lines_of(asked_at_once) == [reports.lines(report, question) for report, question in asked_at_once]
        assert reports.totals(asked_at_once)[1] == reports.lines(*asked_at_once[1])[-1].values


def test_todays_unit_has_what_its_predecessors_had_and_a_split_keeps_its_own_line(reformed: Bình_Liêu) -> None:
    town, end = reformed.plans()
    then = {
        "UBND xã Tình Húc": 2,
        "UBND thị trấn Bình Liêu": 2,
        "UBND xã Vô Ngại": 2,
        "Trung tâm Hành chính công huyện Bình Liêu": 1,
    }
    assert lines_of(reformed, LAST) == then
    reorganisation.execute(actor=reformed.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=reformed.admin(END), at=END, uid=end)
    with given.everything():
        (waits,) = reorganisation.waiting()
    assert lines_of(reformed, LAST) == then
    assert lines_of(reformed, END.date()) == {"UBND xã Bình Liêu": 5, "UBND xã Vô Ngại": 2}
    reorganisation.decide(
        actor=reformed.admin(END), at=END, uid=end, dossier_uid=waits.dossier_uid, unit_id=org.unit("H49.201").id
    )
    assert lines_of(reformed, LAST) == then, "a decision changes nothing on the map of then"
    assert lines_of(reformed, END.date()) == {"UBND xã Bình Liêu": 6, "UBND xã Vô Ngại": 1}


def test_an_undo_gives_the_old_lines_back(reformed: Bình_Liêu) -> None:
    town, _ = reformed.plans()
    before = lines_of(reformed, TOWN.date())
    reorganisation.execute(actor=reformed.admin(TOWN), at=TOWN, uid=town)
    assert lines_of(reformed, TOWN.date())["UBND thị trấn Bình Liêu"] == 4

    reorganisation.undo(actor=reformed.admin(TOWN), at=TOWN, uid=town)

    assert lines_of(reformed, TOWN.date()) == before


def test_the_rows_behind_a_figure_are_as_many_as_it_says_on_the_map_of_now(reformed: Bình_Liêu) -> None:
    town, end = reformed.plans()
    reorganisation.execute(actor=reformed.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=reformed.admin(END), at=END, uid=end)
    heir = org.unit("H49.201").id
    report = reports.report_on("ii-06b", LAST)
    question = reports.Question(org.subtree_ids(heir, END.date()), FIRST, LAST, END, END.date())

    with given.everything():
        rows = reports.rows(report, "3", question, line=str(heir)).rows

    assert len(rows) == 5
    assert {row.cells[0][:13] for row in rows} == {"000.25.16.H49", "000.21.16.H49", "000.14.16.H49"}, "codes stay"
    assert datetime(2019, 12, 1, tzinfo=VIETNAM) <= min(row.at for row in rows)
