"""What the papers of a dossier print: the slip, the control slip, limits in words, verdicts of steps."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.queries import legs as leg_facts
from lienthong.casework.dossiers.queries import papers as paper_facts
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import paper
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.tongues import said

PROCEDURES = (given.BIRTH, given.CHAIN, given.PERMIT)


def seen(world: given.World) -> Any:
    return ledger.seeing(world.head.sees)


@pytest.mark.parametrize(
    ("at", "marked"),
    [
        (datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM), True),
        (datetime(2018, 11, 23, 8, 0, tzinfo=VIETNAM), False),
    ],
)
def test_the_slip_prints_every_fact_in_the_form_of_its_day(world: given.World, at: datetime, marked: bool) -> None:
    uid = given.received(world, given.CHAIN, at=at, shelf="A3")
    with seen(world):
        page = dossiers.page(world.clerk, uid, at)
        fields = dossiers.receipt_slip(page, lookup_url="https://example.vn/tra-cuu?ma=1")

    printed = words_of(paper.render(dossiers.template_of(dossiers.form_of("receipt_slip", at)), fields))

    assert ("mẫu minh họa" in printed) == marked
    for fact in (
        page.dossier.code,
        "Hoàng Thị Sen",
        "100123456",
        "Giấy chứng sinh",
        fields["lookup_key"],
        "20 ngày làm việc",
        "Theo nghị quyết của HĐND tỉnh",
    ):
        assert fact in printed


def test_the_control_slip_has_a_row_for_each_hand_over(world: given.World) -> None:
    uid = given.received(world)
    given.step(world, uid, "receive", "done")

    with seen(world):
        page = dossiers.page(world.clerk, uid, world.at + timedelta(hours=1))
        fields = dossiers.control_slip(page, printed_on=date(2018, 3, 12), lookup_url="https://example.vn/x")
    printed = words_of(paper.render("dossiers/control_slip.typ", fields))

    assert len(fields["hand_overs"]) == 2
    assert page.dossier.code in printed
    assert world.clerk.name in printed


def limit(value: int, unit: str, start: str, extra: int = 0) -> dict[str, Any]:
    return {"value": value, "unit": unit, "start": start, "area_extra": extra}


@pytest.mark.parametrize(
    ("told", "words", "english"),
    [
        (None, "không ấn định", "not set"),
        (limit(1, "working_day", "same_day"), "trong ngày làm việc", "within the working day"),
        (limit(5, "working_day", "next_day"), "05 ngày làm việc", "5 working days"),
        (limit(15, "calendar_day", "next_day", 10), "25 ngày", "25 days"),
        (limit(4, "working_hour", "next_moment"), "04 giờ làm việc", "4 working hours"),
        (limit(2, "month", "next_day"), "02 tháng", "2 months"),
    ],
)
def test_a_limit_is_told_in_words_and_in_english_on_an_english_page(
    told: dict[str, Any] | None, words: str, english: str
) -> None:
    assert leg_facts.limit_words(told) == words
    with translation.override("en"):
        assert said(leg_facts.limit_words(told)) == english


def test_the_slip_of_a_dossier_without_a_date_names_none(world: given.World, tmp_path: Path) -> None:
    uid = given.received(world, given.publish_like(world, f"{given.CHAIN}-2015", tmp_path, limits=[]))

    with seen(world):
        page = dossiers.page(world.clerk, uid, world.at)
        slip = dossiers.receipt_slip(page, lookup_url="https://binhlieu.example.vn/tra-cuu?ma=1")
        control = dossiers.control_slip(page, printed_on=world.at.date(), lookup_url="https://binhlieu.example.vn/tra-cuu")

    assert slip["legal_duration"] == "không ấn định"
    assert "due_at" not in slip
    assert "due_at" not in control


@pytest.mark.parametrize(
    ("closed", "due", "verdict"),
    [(None, 10, ""), (9, None, ""), (9, 10, "early"), (10, 10, "on_time"), (11, 10, "overdue")],
)
def test_a_step_has_a_verdict_when_it_is_closed_and_had_a_date(closed: int | None, due: int | None, verdict: str) -> None:
    day = datetime(2018, 3, 12, tzinfo=VIETNAM)
    at, until = (None if hour is None else day.replace(hour=hour) for hour in (closed, due))

    assert paper_facts.step_verdict(at, until) == verdict
