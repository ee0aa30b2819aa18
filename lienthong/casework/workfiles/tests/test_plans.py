"""The file plan of a year: drafted, copied, taken in from a table, issued and then frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from lienthong.casework.documents.testing import Town
from lienthong.casework.workfiles import public as workfiles
from lienthong.casework.workfiles.models import Plan, PlanLine
from lienthong.casework.workfiles.queries.periods import sources_on
from lienthong.casework.workfiles.rules import retention
from lienthong.casework.workfiles.testing import LINES, a_plan, head_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM

LINE = LINES[0]


def put(town: Town, plan: object, new: workfiles.Line, **which: object) -> object:
    return workfiles.put_line(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, new=new, **which)  # type: ignore[arg-type]


def test_the_office_drafts_the_plan_and_the_head_issues_it(town: Town) -> None:
    plan = workfiles.draft_plan(actor=town.clerk, at=MONDAY_8AM, year=2018)
    put(town, plan, LINE)
    put(town, plan, replace(LINE, symbol=" 02.cchc ", title="Theo dõi  PAR Index"))
    with pytest.raises(workfiles.NotYourFile, match="lãnh đạo"):
        workfiles.issue_plan(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan)
    workfiles.issue_plan(actor=head_of(town), at=MONDAY_8AM, plan_uid=plan)
    with ledger.seeing(town.clerk.sees):
        row, lines = workfiles.plan(town.clerk, plan)
        told = [one.activity for one in ledger.history(plan)]
    assert (row.state, row.lines, row.issued_by) == ("issued", 2, head_of(town).name)
    assert [(one.symbol, one.title, one.period_name) for one in lines] == [
        ("01.CCHC", LINE.title, "Vĩnh viễn"), ("02.CCHC", "Theo dõi PAR Index", "Vĩnh viễn"),
    ]  # fmt: skip
    assert (lines[0].source_name, lines[0].source_mark) == ("Thông tư 09/2011/TT-BNV", "M"), "from memory, and it says so"
    assert told[0] == "file_plan_begun"
    assert told[-1] == "file_plan_issued"


def test_an_issued_plan_is_frozen_for_services_and_for_the_database(town: Town) -> None:
    plan = a_plan(town)
    with ledger.seeing(town.clerk.sees):
        line = workfiles.plan(town.clerk, plan)[1][0].uid
    acts: list[Callable[[], object]] = [
        lambda: put(town, plan, replace(LINE, symbol="09.CCHC")),
        lambda: put(town, plan, LINE, line_uid=line),
        lambda: workfiles.drop_line(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, line_uid=line),
        lambda: workfiles.take_in_lines(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, rows=LINES),
        lambda: workfiles.issue_plan(actor=head_of(town), at=MONDAY_8AM, plan_uid=plan),
    ]
    for act in acts:
        with pytest.raises(workfiles.PlanIssued, match="2018"):
            act()
    with ledger.seeing(town.clerk.sees):
        for statement in (PlanLine.objects.filter(uid=line).update, PlanLine.objects.filter(uid=line).delete):
            with pytest.raises(ProgrammingError, match="đã ban hành"), transaction.atomic():
                statement(**({"title": "khác"} if statement.__name__ == "update" else {}))


def test_a_year_has_one_plan_and_an_empty_one_is_not_issued(town: Town) -> None:
    plan = workfiles.draft_plan(actor=town.clerk, at=MONDAY_8AM, year=2018)
    with pytest.raises(workfiles.PlanThere):
        workfiles.draft_plan(actor=town.clerk, at=MONDAY_8AM, year=2018)
    with pytest.raises(workfiles.PlanEmpty):
        workfiles.issue_plan(actor=head_of(town), at=MONDAY_8AM, plan_uid=plan)
    with pytest.raises(workfiles.PlanUnknown):
        workfiles.issue_plan(actor=head_of(town), at=MONDAY_8AM, plan_uid=town.district.district.uid)


def test_the_plan_of_the_year_before_is_copied_as_a_draft(town: Town) -> None:
    a_plan(town, year=2018)
    later = MONDAY_8AM.replace(year=2019)
    copied = workfiles.draft_plan(actor=town.clerk, at=later, year=2019, copy=True)
    with ledger.seeing(town.clerk.sees):
        row, lines = workfiles.plan(town.clerk, copied)
        assert Plan.objects.get(uid=copied).copied_from.year == 2018  # type: ignore[union-attr]
    assert (row.state, [one.symbol for one in lines]) == ("draft", ["01.CCHC", "02.CCHC", "03.HCQT"])
    put(town, copied, replace(LINE, symbol="04.CCHC"))
    with pytest.raises(workfiles.NothingToCopy, match="2020"):
        workfiles.draft_plan(actor=town.clerk, at=later, year=2021, copy=True)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"part": " "}, workfiles.TextMissing), ({"title": ""}, workfiles.TextMissing),
        ({"title": "x" * 501}, workfiles.TextTooLong),
        ({"symbol": "CCHC"}, workfiles.SymbolWrong), ({"symbol": "1/CCHC"}, workfiles.SymbolWrong),
        ({"period": "y7"}, workfiles.ChoiceUnknown), ({"source": "tt-1-1900"}, workfiles.ChoiceUnknown),
    ],
)  # fmt: skip
def test_a_line_says_what_it_is_and_how_long_it_is_kept(town: Town, wrong: dict[str, str], refusal: type[Exception]) -> None:
    plan = workfiles.draft_plan(actor=town.clerk, at=MONDAY_8AM, year=2018)
    with pytest.raises(refusal):
        put(town, plan, replace(LINE, **wrong))


def test_lines_are_changed_and_dropped_while_the_plan_is_drafted(town: Town) -> None:
    plan = a_plan(town, issued=False)
    with ledger.seeing(town.clerk.sees):
        first, second, _ = workfiles.plan(town.clerk, plan)[1]
    put(town, plan, replace(LINE, title="Tiêu đề mới"), line_uid=first.uid)
    workfiles.drop_line(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, line_uid=second.uid)
    with pytest.raises(workfiles.SymbolTaken, match=r"03\.HCQT"):
        put(town, plan, replace(LINE, symbol="03.HCQT"))
    acts: list[Callable[[], object]] = [
        lambda: put(town, plan, LINE, line_uid=second.uid),
        lambda: workfiles.drop_line(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, line_uid=second.uid),
    ]
    for act in acts:
        with pytest.raises(workfiles.LineUnknown):
            act()
    with ledger.seeing(town.clerk.sees):
        assert [one.title for one in workfiles.plan(town.clerk, plan)[1]] == ["Tiêu đề mới", LINES[2].title]


def test_a_table_is_taken_in_whole_or_not_at_all(town: Town) -> None:
    plan = workfiles.draft_plan(actor=town.clerk, at=MONDAY_8AM, year=2018)
    rows = [LINE, replace(LINE, symbol="02"), LINE, replace(LINE, symbol="04.CCHC", period="")]
    with pytest.raises(workfiles.FaultyLines) as wrong:
        workfiles.take_in_lines(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, rows=rows)
    assert [(one.row, one.refusal.code) for one in wrong.value.faults] == [
        (2, "workfiles.symbol_wrong"), (3, "workfiles.symbol_taken"), (4, "workfiles.choice_unknown"),
    ]  # fmt: skip
    with pytest.raises(workfiles.PlanEmpty):
        workfiles.take_in_lines(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, rows=[])
    many = [replace(LINE, symbol=f"{number}.CCHC") for number in range(1, 502)]
    with pytest.raises(workfiles.TooManyLines):
        workfiles.take_in_lines(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, rows=many)
    workfiles.take_in_lines(actor=town.clerk, at=MONDAY_8AM, plan_uid=plan, rows=many[:500])
    with pytest.raises(workfiles.TooManyLines):
        put(town, plan, replace(LINE, symbol="501.CCHC"))


def test_another_unit_sees_nothing_of_a_plan(town: Town) -> None:
    plan = a_plan(town)
    with ledger.seeing(town.commune.sees):
        assert workfiles.plans_of(town.commune) == []
        with pytest.raises(workfiles.PlanUnknown):
            workfiles.plan(town.commune, plan)


# --- retention --------------------------------------------------------------------------------------------------------


def test_retention_is_counted_in_whole_years_after_the_task_ended() -> None:
    assert retention.ends_on(date(2018, 3, 9), 5) == date(2023, 12, 31)
    assert retention.ends_on(date(2018, 3, 9), None) is None


def test_a_file_is_due_a_year_after_its_task_ended_of_capital_construction_three_months() -> None:
    assert retention.due_in_archive(date(2018, 2, 28), capital=False, kept_until=None) == date(2019, 2, 28)
    assert retention.due_in_archive(date(2018, 11, 30), capital=True, kept_until=None) == date(2019, 2, 28)
    assert retention.due_in_archive(date(2018, 3, 9), capital=False, kept_until=date(2020, 1, 1)) == date(2020, 1, 1)
    assert retention.longest_kept(date(2018, 3, 9), capital=False) == date(2021, 3, 9)


def test_which_list_sets_periods_depends_on_the_day_and_the_system() -> None:
    assert [one.key for one in sources_on("state", date(2018, 3, 9))] == ["tt-09-2011", "own"]
    assert [one.key for one in sources_on("state", date(2024, 3, 9))] == ["tt-10-2022", "own"]
    assert [one.key for one in sources_on("party", date(2018, 3, 9))] == ["own"], "the lists are of the State"


@pytest.mark.parametrize(
    ("read", "raw"),
    [
        (retention.periods_of, {"periods": [{"key": "a", "name": "A", "years": 0}]}),
        (retention.periods_of, {"periods": [{"key": "a", "name": "A", "years": 5}] * 2}),
        (retention.sources_of, {"sources": [{"key": "a", "name": "A", "mark": "X", "system": "", "since": 1, "until": None}]}),
    ],
)
def test_a_fault_of_the_reviewed_file_stops_the_product(read: object, raw: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"periods|sources"):
        read(raw)  # type: ignore[operator]
