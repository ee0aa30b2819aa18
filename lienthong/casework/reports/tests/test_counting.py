"""Every report on any history: invariants, sums over units and levels, and the rows behind each figure."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, entered, filed
from lienthong.casework.procedures import public as procedures
from lienthong.casework.reports import public as reports
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM

FIRST, LAST = date(2018, 3, 1), date(2018, 3, 31)
PROCEDURES = (*given.FIVE, "2.000815-2015")
KEYS = [report.key for report in reports.listed()]


def on(day: int, month: int = 3, hour: int = 8) -> datetime:
    return datetime(2018, month, day, hour, 0, tzinfo=VIETNAM)


def a_month(world: given.World) -> None:
    """Receive dossiers of every fate at the commune and at the district's centre, with fees, online, by post and on paper."""
    dice = random.Random(7)
    for place in range(14):
        day = dice.choice([5, 6, 7, 8, 9, 12])
        code = dice.choice([given.BIRTH, given.CHAIN])
        channel = dice.choice(["direct", "online", "post"]) if code == given.BIRTH else "direct"
        month = 2 if place in {0, 1} else 3
        uid = given.received(world, code, at=on(26 if month == 2 else day, month), channel=channel, result_delivery="post")
        later = on(day, hour=10)
        if place % 4 == 0 and code == given.BIRTH:
            while given.dossier(world.clerk, uid).status != dossiers.Status.COMPLETED:
                (task,) = given.open_tasks(world.clerk, uid)
                outcome = procedures.version_in_force(code, LAST).definition.node(task.step).edges[0].outcome
                given.step(world, uid, task.step, outcome, at=later + timedelta(days=place % 3))
        elif place % 4 == 1:
            dossiers.withdraw(actor=world.clerk, at=later, dossier_uid=uid, reason="Đổi ý")
        elif place % 4 == 2:
            dossiers.request_supplement(actor=world.clerk, at=later, dossier_uid=uid, papers=["Giấy"], reason="Mờ")
    permit = given.received(world, given.PERMIT, actor=world.centre_clerk, at=on(6))
    with ledger.seeing(world.centre_clerk.sees | {world.centre_clerk.unit_id}):
        owed = dossiers.page(world.centre_clerk, permit, on(6)).fees
    for fee in owed:
        dossiers.pay(actor=world.centre_clerk, at=on(6, hour=9), dossier_uid=permit, fee_keys=[fee.key], method="online")
    given.registered(world, given.BIRTH, at=on(9))
    linked = given.received(world, given.CHAIN, at=on(9))
    for step, outcome in (("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")):
        given.step(world, linked, step, outcome, at=on(9, hour=10))


def some_petitions(world: given.World) -> None:
    """Let Hoành Mô have petitions of every fate: of before, answered late, transferred, refused, nobody took it in."""
    old = entered(world.clerk, at=on(20, month=2), came_at=on(1, month=1)).uid
    answered(world.head, old, at=on(12), public_subject="Đi lại", public_answer="Chỉ nộp một lần.")
    passed, refused = entered(world.clerk, at=on(5), kind="other").uid, entered(world.clerk, at=on(6), kind="behaviour").uid
    petitions.transfer(actor=world.head, at=on(7), uid=passed, agency="Điện lực Bình Liêu", reason="Đúng thẩm quyền")
    petitions.refuse(actor=world.head, at=on(7), uid=refused, reason="Là đơn tố cáo")
    entered(world.clerk, at=on(8), came_at=on(2, month=1), procedure=given.BIRTH)
    filed(world.district, at=on(9))
    answered(world.head, entered(world.clerk, at=on(1), came_at=on(1, month=2)).uid, at=on(2, month=4))


def test_the_report_on_petitions_tells_each_fate(month: given.World) -> None:
    lines = counted(month, "ii-05", question(month))
    whole = lines[-1].values

    assert whole == {
        "3": 6, "4": 1, "5": 4, "other": 1, "6": 3, "7": 3, "8": 3, "9": 1, "10": 1, "11": 1, "12": 3, "13": 1, "14": 2, "15": 1,
        "late": 1,
    }  # fmt: skip
    assert {line.label for line in lines if line.kind == "line"} == {"Hộ tịch", "Không nêu thủ tục"}
    assert [line.label for line in counted(month, "phan-anh-theo-don-vi", question(month)) if line.kind == "line"] == [
        "UBND xã Hoành Mô"
    ]
    form = reports.form_of("ii-05", LAST)
    assert form is not None
    assert (form.sample, form.mark) == (True, "M")


@pytest.fixture
def month(world: given.World) -> given.World:
    a_month(world)
    some_petitions(world)
    return world


def question(world: given.World, first: date = FIRST, last: date = LAST, *units: int) -> reports.Question:
    seen = world.district.actor("district", "unit_head").sees
    return reports.Question(frozenset(units) or seen, first, last, on(2, 4))


def counted(world: given.World, key: str, asked: reports.Question) -> list[reports.Line]:
    with ledger.seeing(world.district.actor("district", "unit_head").sees):
        return reports.lines(reports.report_on(key, asked.last), asked)


@pytest.mark.thorough
def test_each_cell_of_each_line_of_each_report_counts_exactly_the_rows_behind_it(month: given.World) -> None:
    asked, seen = question(month), 0
    for key in KEYS:
        report = reports.report_on(key, LAST)
        for line in counted(month, key, asked):
            assert reports.faults(report, line) == []
            for column in report.columns:
                if report.predicate(column.key):
                    must_be_its_rows(month, report, column, asked, line)
                    seen += 1

    assert seen > 500, "the cells are really there"


def must_be_its_rows(
    world: given.World, report: reports.Report, column: reports.Column, asked: reports.Question, line: reports.Line
) -> None:
    with ledger.seeing(world.district.actor("district", "unit_head").sees):
        page = reports.rows(report, column.key, asked, block=line.block, line=line.value)
    value, part = line.values[column.key], report.column(column.parts[0]) if column.parts else column
    assert page.after == ""
    if part.sums:
        money = [row.amount for row in page.rows]
        assert (None if None in money else sum(one or 0 for one in money)) == value, (report.key, line, column.key)
    elif part.of:
        assert (
            len({(row.distinct, row.cells[0]) for row in page.rows} if column.parts else {row.distinct for row in page.rows})
            == value
        )
    else:
        assert len(page.rows) == value, (report.key, line, column.key)


def test_the_totals_of_all_reports_in_one_statement_are_those_of_each(month: given.World) -> None:
    whole, earlier = question(month), question(month, date(2018, 2, 1), date(2018, 2, 28))
    asked = [(reports.report_on(one.key, ask.last), ask) for one in reports.listed() for ask in (whole, earlier)]
    with ledger.seeing(whole.unit_ids):
        found = reports.totals(asked)
        assert found == [reports.lines(report, ask)[-1].values for report, ask in asked]
    assert any(figures.get("3") for figures in found)


def test_the_month_is_really_there(month: given.World) -> None:
    empty = [key for key in KEYS if not any(counted(month, key, question(month))[-1].values.values())]

    assert empty == ["chung-thuc"], "certification has its own test"


def test_each_unit_of_06b_adds_up_to_06a_and_so_do_the_levels(month: given.World) -> None:
    asked = question(month)
    whole = counted(month, "ii-06a", asked)[-1].values
    by_unit, levels = counted(month, "ii-06b", asked), counted(month, "ii-06-cac-cap", asked)

    assert by_unit[-1].values == levels[-1].values == whole
    for column in whole:
        assert sum(line.values[column] or 0 for line in by_unit[:-1]) == whole[column]
        assert sum(line.values[column] or 0 for line in levels if line.kind == "block") == whole[column]
    assert [line.block for line in levels if line.kind == "block"] == ["district", "commune"]
    assert {line.label for line in by_unit[:-1]} >= {"UBND xã Hoành Mô"}


@pytest.mark.parametrize(
    ("first", "last"), [(FIRST, LAST), (date(2018, 2, 1), date(2018, 2, 28)), (date(2018, 3, 7), date(2018, 3, 9))]
)
def test_a_list_without_levels_adds_up_to_06a(month: given.World, first: date, last: date) -> None:
    asked = question(month, first, last)
    by_field, whole = counted(month, "theo-linh-vuc", asked)[-1].values, counted(month, "ii-06a", asked)[-1].values

    assert {key: by_field[key] for key in ("3", "7", "11", "13", "left")} == {
        key: whole[key] for key in ("3", "7", "11", "13", "left")
    }


@pytest.mark.parametrize("key", KEYS)
def test_a_period_in_which_nothing_happened_has_one_line_of_nothing(world: given.World, key: str) -> None:
    (line, *others) = reversed(counted(world, key, question(world, date(2016, 1, 1), date(2016, 1, 31))))

    assert line.kind == "all"
    assert others == [] or key in {"ii-07b", "thanh-toan"}
    assert not any(line.values.values()) or key in {"ii-07b", "thanh-toan"}


def test_what_the_system_does_not_know_is_unknown_and_never_nothing(month: given.World) -> None:
    line = counted(month, "so-hoa", question(month))[-1].values
    paying = counted(month, "thanh-toan", question(month))[-1].values

    assert {line[key] for key in ("reused", "national", "result", "result-rate", "papers-pass")} == {None}
    assert line["in"] == line["not"] == 14
    assert line["rate"] == 0
    assert (paying["gateway"], paying["gateway-rate"]) == (None, None)


def test_procedures_of_a_level_are_counted_once_however_many_communes_there_are(world: given.World) -> None:
    *units, whole = counted(world, "ii-07b", question(world))
    communes = [line for line in units if line.values["qt-x"]]

    assert len(communes) == 2
    assert {line.values["qt-x"] for line in communes} == {whole.values["qt-x"]}
    assert whole.values["qt-all"] == 6
    assert (whole.values["mc-all"], whole.values["nb-all"]) == (6, 6)


def test_whoever_was_refused_or_withdrew_owes_nothing_more(world: given.World) -> None:
    """A building permit costs 75.000 đồng when it is granted."""
    permits = [given.received(world, given.PERMIT, actor=world.centre_clerk, at=on(6)) for _ in range(2)]
    dossiers.withdraw(actor=world.centre_clerk, at=on(7), dossier_uid=permits[0], reason="Đổi ý")

    month, day = (question(world, *days) for days in ((FIRST, LAST), (date(2018, 3, 6), date(2018, 3, 6))))
    owed = [counted(world, "phi-le-phi", asked)[-1].values["owed"] for asked in (day, month)]
    with_dues = [counted(world, "thanh-toan", asked)[-1].values["due"] for asked in (day, month)]

    assert (owed, with_dues) == ([150_000, 75_000], [2, 1]), "on the day itself both still owed"


def test_certified_copies_come_from_the_book(world: given.World) -> None:
    facts = {"pages": 2, "copies": 3, "fee": 6000}
    entries = [books.NewEntry("Giấy khai sinh", "Hoàng Thị Sen", None, one) for one in (facts, facts)]
    first, _ = books.take(actor=world.clerk, at=world.at, kind_key="certified-copy", entries=entries)
    books.take(actor=world.clerk, at=world.at, kind_key="signature", entries=[books.NewEntry("Bản cam kết", facts={"copies": 1})])
    books.void(actor=world.clerk, at=world.at, entry_uid=first.entry_uid, reason="Ghi nhầm")

    *_, copies, signatures, whole = counted(world, "chung-thuc", question(world))

    assert {name: copies.values[name] for name in ("entries", "pages", "copies", "fee", "void")} == {
        "entries": 1, "pages": 2, "copies": 3, "fee": 6000, "void": 1,
    }  # fmt: skip
    assert (whole.values["entries"], whole.values["copies"], whole.values["fee"]) == (2, 4, None)
    assert signatures.values["fee"] is None, "a fee that the book does not tell is unknown"


def test_the_form_is_that_of_the_periods_last_day(world: given.World) -> None:
    old, new = (reports.form_of("ii-06a", day) for day in (date(2020, 10, 20), date(2020, 10, 21)))

    assert old
    assert new
    assert (old.number, old.sample, old.mark) == ("Biểu số 06a/VPCP/KSTT", True, "M")
    assert (new.number, new.sample, new.mark) == ("Biểu số II.06a/VPCP/KSTT", False, "I")
    assert len(reports.report_on("ii-06a", date(2020, 10, 21)).shown) == 11
    assert reports.form_of("theo-thu-tuc", FIRST) is None


def test_an_unknown_column_or_report_is_no_question(world: given.World) -> None:
    with pytest.raises(KeyError):
        reports.report_on("ii-99", LAST)
    with pytest.raises(KeyError), ledger.seeing(world.head.sees):
        reports.rows(reports.report_on("ii-06a", LAST), "14", question(world))
    with pytest.raises(KeyError), ledger.seeing(world.head.sees):
        reports.rows(reports.report_on("so-hoa", LAST), "reused", question(world))


def test_a_unit_that_is_not_seen_counts_nothing(month: given.World) -> None:
    stranger = month.district.actor("dong_van", "unit_head")
    asked = question(month)

    with ledger.seeing(stranger.sees):
        for key in ("ii-06a", "ii-06b", "phi-le-phi", "so-hoa", "tiep-nhan"):
            assert not any(reports.lines(reports.report_on(key, LAST), asked)[-1].values.values()), key


def test_rows_go_on_where_their_page_ended(month: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    from lienthong.casework.reports.queries import counting

    monkeypatch.setattr(counting, "ROWS", 4)
    asked, report = question(month), reports.report_on("theo-linh-vuc", LAST)
    found, after = [], ""
    with ledger.seeing(month.district.actor("district", "unit_head").sees):
        while True:
            page = reports.rows(report, "3", asked, after=after)
            found += [(row.at, row.id) for row in page.rows]
            after = page.after
            if not after:
                break

    assert found == sorted(found, reverse=True)
    assert len(found) == len(set(found)) == counted(month, "theo-linh-vuc", asked)[-1].values["3"]
