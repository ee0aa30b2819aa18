"""Modern one-stop units on any day: «8 trên 8» with its proof, each unit's requirements, each requirement's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.leaders import readiness_shapes
from lienthong.doors.desk.web.leaders.leading import LEADERS, seen_units
from lienthong.office.accounts.public import duty
from lienthong.office.readiness import public as readiness
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form

READERS = (*LEADERS, "unit_admin")
PAGE = 50


class OnDayForm(Form):
    """The day that is asked for."""

    ngay = DayField(label="Ngày", help_text="Xem được ngày bất kỳ, đến hôm nay.")

    def clean_ngay(self) -> date:
        """Refuse a day to come: nothing is proven for it."""
        day: date = self.cleaned_data["ngay"]
        if day > asking.today():
            later = "Chọn ngày đến hôm nay (%(today)s); ngày sau chưa có gì chứng minh."
            self.add_error("ngay", tongues.told(later, today=pages.day(asking.today())))
        return day


@dataclass(frozen=True)
class Asked:
    """What a page is asked: the form, the day, the requirements of it; or why there is no answer."""

    form: OnDayForm
    day: date
    rules: readiness.RuleSet | None
    refusal: Refusal | None

    @property
    def status(self) -> int:
        """Return the status of the page: a day that somebody typed and that has no answer is wrong, today is not."""
        return 422 if self.form.errors or (self.refusal and self.day != asking.today()) else 200


def _ask(request: HttpRequest) -> Asked:
    form = OnDayForm({"ngay": request.GET.get("ngay") or formats.day(asking.today())})
    day = form.cleaned_data["ngay"] if form.is_valid() else None
    if day is None:
        return Asked(form, asking.today(), None, None)
    try:
        return Asked(form, day, readiness.set_on(day), None)
    except readiness.NoRequirements as no:
        return Asked(form, day, None, no)


def rulings(found: list[readiness.UnitStanding]) -> dict[UUID, readiness.AssessmentRow]:
    """Return the assessments that decide the standings of units, by uid; two statements."""
    return readiness.assessments(one.ruling for unit in found for one in unit.standings if one.ruling)


@require_safe
@duty(*READERS)
def board(request: HttpRequest) -> HttpResponse:
    """Show how many units are modern on a day, by level; each figure opens exactly its units."""
    actor, asked = asking.actor_of(request), _ask(request)
    found = readiness.standings(asked.day, seen_units(actor)) if asked.rules else []
    level, verdict = request.GET.get("cap", ""), request.GET.get("ket-qua", "")
    rows = [one for one in found if level in ("", one.unit.level) and verdict in ("", readiness_shapes.verdict_key(one.verdict))]
    chosen = [readiness_shapes.LEVEL_NAMES.get(level, ""), readiness_shapes.VERDICTS.get(verdict, ("", ""))[1]]
    facts = {
        "asked": asked,
        "leads": actor.has(*LEADERS),
        "levels": readiness_shapes.levels(found, asked.day),
        "chosen": [one for one in chosen if one],
        "all_url": readiness_shapes.address(asked.day),
        "page": Paginator([readiness_shapes.unit_line(one) for one in rows], PAGE).get_page(request.GET.get("trang")),
        "total": len(found),
    }
    return render(request, "desk/leading/readiness.html", facts, status=asked.status)


@require_safe
@duty(*READERS)
@tongues.in_vietnamese
def board_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the proof of a day as a workbook: each requirement of each unit with what decides it."""
    actor, asked = asking.actor_of(request), _ask(request)
    if asked.rules is None:
        raise Http404
    found = readiness.standings(asked.day, seen_units(actor))
    told = [f"{one.name}: {one.words}" for one in readiness_shapes.levels(found, asked.day)]
    book = leading_tables.table_book(
        title=tongues.translated(
            "%(name)s theo %(number)s, ngày %(day)s",
            name=asked.rules.name,
            number=asked.rules.number,
            day=formats.day(asked.day),
        ),
        heads=readiness_shapes.BOOK_HEADS,
        rows=readiness_shapes.book_rows(found, rulings(found)),
        notes=[*told, "Chỉ tính điều cấp trên đã xác nhận; yêu cầu chép theo trí nhớ, chưa đối chiếu với văn bản gốc."],
    )
    return leading_tables.xlsx_answer(f"mot-cua-hien-dai-{asked.day:%Y%m%d}", book)


def the_unit(actor: Actor, unit_id: int, day: date) -> readiness.UnitStanding:
    """Return where a one-stop unit that the actor sees stands on a day; 404 for any other."""
    found = readiness.standings(day, {unit_id} & seen_units(actor))
    if not found:
        raise Http404
    return found[0]


@require_safe
@duty(*READERS)
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show each requirement of a unit on a day with what proves it."""
    actor, asked = asking.actor_of(request), _ask(request)
    if asked.rules is None:
        raise Http404
    found = the_unit(actor, unit_id, asked.day)
    ruling = rulings([found])
    facts = {
        "asked": asked,
        "line": readiness_shapes.unit_line(found),
        "rows": [readiness_shapes.requirement_line(one, found.unit.level, ruling) for one in found.standings],
        "may_assess": readiness.may_assess(actor, unit_id) and asked.day == asking.today(),
        "may_review": readiness.may_review(actor, unit_id),
    }
    return render(request, "desk/leading/readiness_unit.html", facts, status=asked.status)


@require_safe
@duty(*READERS)
def requirement(request: HttpRequest, unit_id: int, key: str) -> HttpResponse:
    """Show everything that was said of one requirement of a unit, the latest first, with its evidence."""
    actor, asked = asking.actor_of(request), _ask(request)
    if asked.rules is None:
        raise Http404
    found = the_unit(actor, unit_id, asked.day)
    standing = next((one for one in found.standings if one.requirement.key == key), None)
    if standing is None:
        raise Http404
    history = readiness.history(unit_id, asked.rules.key, key)
    ruling = {row.uid: row for row in history}
    facts: dict[str, Any] = {
        "asked": asked,
        "unit": found.unit,
        "line": readiness_shapes.requirement_line(standing, found.unit.level, ruling),
        "rows": [_said(row, standing, actor, asked.day) for row in history],
        "may_assess": readiness.may_assess(actor, unit_id) and asked.day == asking.today(),
    }
    return render(request, "desk/leading/readiness_requirement.html", facts)


def _said(row: readiness.AssessmentRow, standing: readiness.Standing, actor: Actor, day: date) -> dict[str, Any]:
    """Return an assessment as the history shows it, with what the actor may do about it."""
    look, words = readiness_shapes.look(row.state)
    reviewer = readiness.may_review(actor, row.unit_id)
    gone = row.withdrawn_on is not None
    return {
        "row": row,
        "look": look,
        "words": words,
        "measured": readiness_shapes.measured(row.measured, standing.requirement.figure),
        "review": readiness.REVIEW_NAMES[row.review],
        "rules": row.uid == standing.ruling and standing.state is not None,
        "expired": row.until is not None and row.until <= day,
        "may_review": reviewer and not row.review and not gone,
        "may_withdraw": (reviewer or readiness.may_assess(actor, row.unit_id)) and not gone,
    }
