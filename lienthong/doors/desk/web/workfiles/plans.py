"""The file plan at the desk: its years, its lines, taken in from a table, issued, printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.errors import TableUnreadable
from lienthong.doors.desk.web import asking, leading_tables, posting
from lienthong.doors.desk.web.posting import ask
from lienthong.doors.desk.web.workfiles import tables
from lienthong.doors.desk.web.workfiles.forms import LineForm, TableForm, YearForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated

ACT = "desk/workfiles/act.html"
LOOKS = {"draft": "draft", "issued": "in_time"}


def look_of(state: str) -> tuple[str, str]:
    """Return how the state of a plan looks, and its words."""
    return LOOKS[state], translated(workfiles.PLAN_STATES[state])


@require_http_methods(["GET", "POST"])
@duty(*workfiles.READERS)
def plans(request: HttpRequest) -> HttpResponse:
    """Show the plans of the unit by year; POST begins one."""
    actor, at = asking.actor_of(request), clock.now()
    form = YearForm(request.POST if request.method == "POST" else None, initial={"year": asking.today().year})
    going: list[UUID] = []

    def begin(given: dict[str, Any]) -> str:
        going.append(workfiles.draft_plan(actor=actor, at=at, **given))
        return tongues.told("Đã lập danh mục hồ sơ năm %(year)s, chưa ban hành.", year=str(given["year"]))

    told, status = posting.attempt(form, begin)
    if told:
        messages.success(request, told)
        return redirect("desk:file_plan", going[0])
    rows = [(row, *look_of(row.state)) for row in workfiles.plans_of(actor)]
    facts = {"form": form, "plans": rows, "may": actor.has(*workfiles.PLANNERS)}
    return render(request, "desk/workfiles/plans.html", facts, status=status)


@require_safe
@duty(*workfiles.READERS)
def plan(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a plan with its lines.  Raises PlanUnknown."""
    actor = asking.actor_of(request)
    row, lines = workfiles.plan(actor, uid)
    open_ = row.state == "draft"
    facts = {
        "plan": row, "lines": lines, "look": look_of(row.state), "heads": workfiles.PLAN_HEADS,
        "may_write": open_ and actor.has(*workfiles.PLANNERS), "may_issue": open_ and bool(lines) and actor.has(*workfiles.HEADS),
        "may_open": not open_ and actor.has(*workfiles.WRITERS),
    }  # fmt: skip
    return render(request, "desk/workfiles/plan.html", facts)


@require_safe
@duty(*workfiles.READERS)
@tongues.in_vietnamese
def plan_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a plan as PDF with the official columns.  Raises PlanUnknown."""
    actor = asking.actor_of(request)
    row, lines = workfiles.plan(actor, uid)
    return asking.pdf(f"danh-muc-ho-so-{row.year}", "workfiles/plan.typ", workfiles.plan_paper(actor, row, lines))


@require_safe
@duty(*workfiles.READERS)
@tongues.in_vietnamese
def plan_xlsx(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a plan as a workbook that can be taken in again.  Raises PlanUnknown."""
    actor = asking.actor_of(request)
    row, lines = workfiles.plan(actor, uid)
    book = leading_tables.table_book(
        title=translated("Danh mục hồ sơ năm %(year)s", year=str(row.year)),
        heads=workfiles.PLAN_HEADS,
        rows=workfiles.plan_rows(lines),
        notes=[actor.unit],
    )
    return leading_tables.xlsx_answer(f"danh-muc-ho-so-{row.year}", book)


def _titled(title: str, row: workfiles.PlanRow, button: str, *, lead: str = "", warns: bool = False) -> dict[str, Any]:
    name = translated("Danh mục hồ sơ năm %(year)s", year=str(row.year))
    return {
        "title": title, "name": name, "lead": lead, "button": button, "warns": warns,
        "back": reverse("desk:file_plan", args=[row.uid]), "place": reverse("desk:file_plans"),
        "place_name": translated("Danh mục hồ sơ"),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@duty(*workfiles.PLANNERS)
def line(request: HttpRequest, uid: UUID, line: UUID | None = None) -> HttpResponse:
    """Ask for a line of a plan, a new one or one there is; POST writes it.  Raises PlanUnknown, LineUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row, lines = workfiles.plan(actor, uid)
    there = next((one for one in lines if one.uid == line), None)
    if line is not None and there is None:
        raise workfiles.LineUnknown(line=str(line))
    last = lines[-1] if lines else None
    first = vars(there) if there else {"part": last.part if last else "", "source": last.source if last else "own"}
    form = LineForm(request.POST if request.method == "POST" else None, initial=first, system=actor.capacity, on=asking.today())

    def write(given: dict[str, Any]) -> tuple[str, str]:
        workfiles.put_line(actor=actor, at=at, plan_uid=uid, new=workfiles.Line(**given), line_uid=line)
        return tongues.told("Đã ghi hồ sơ %(symbol)s.", symbol=given["symbol"]), reverse("desk:file_plan", args=[uid])

    title = translated("Sửa hồ sơ trong danh mục") if there else translated("Thêm hồ sơ vào danh mục")
    lead = translated("Thời hạn chỉ ghi ở đây; hồ sơ mở theo dòng này giữ đúng thời hạn ấy.")
    return ask(request, ACT, form, write, _titled(title, row, translated("Ghi"), lead=lead))


@require_http_methods(["GET", "POST"])
@duty(*workfiles.PLANNERS)
def drop(request: HttpRequest, uid: UUID, line: UUID) -> HttpResponse:
    """Ask whether a line goes; POST takes it out.  Raises PlanUnknown, LineUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row, lines = workfiles.plan(actor, uid)
    there = next((one for one in lines if one.uid == line), None)
    if there is None:
        raise workfiles.LineUnknown(line=str(line))

    def take(given: dict[str, Any]) -> tuple[str, str]:
        workfiles.drop_line(actor=actor, at=at, plan_uid=uid, line_uid=line)
        return tongues.told("Đã bỏ hồ sơ %(symbol)s.", symbol=there.symbol), reverse("desk:file_plan", args=[uid])

    facts = _titled(translated("Bỏ hồ sơ khỏi danh mục"), row, translated("Bỏ dòng này"), lead=f"{there.symbol} · {there.title}")
    return ask(request, ACT, Form(request.POST if request.method == "POST" else None), take, facts | {"warns": True})


@require_http_methods(["GET", "POST"])
@duty(*workfiles.HEADS)
def issue(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what is issued with a plan; POST issues it.  Raises PlanUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = workfiles.plan(actor, uid)[0]

    def sign(given: dict[str, Any]) -> tuple[str, str]:
        workfiles.issue_plan(actor=actor, at=at, plan_uid=uid)
        told = tongues.told("Đã ban hành danh mục hồ sơ năm %(year)s.", year=str(row.year))
        return told, reverse("desk:file_plan", args=[uid])

    lead = translated("%(count)s hồ sơ. Sau khi ban hành không sửa được nữa.", count=row.lines)
    facts = _titled(translated("Ban hành danh mục hồ sơ"), row, translated("Ban hành"), lead=lead, warns=True)
    return ask(request, ACT, Form(request.POST if request.method == "POST" else None), sign, facts)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.PLANNERS)
def table(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a table of lines; POST shows what it says, and with «nhan» takes it in.  Raises PlanUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row, lines = workfiles.plan(actor, uid)
    typed = request.POST if request.method == "POST" else None
    form = TableForm(typed, request.FILES if typed else None, system=actor.capacity, on=asking.today())
    shown: list[tuple[workfiles.Line, str]] = []
    status, rows = 200, list[list[str]]()
    if typed is not None and form.is_valid():
        try:
            rows = _rows(form.cleaned_data)
            read = tables.lines_of(rows, form.cleaned_data["source"])
            if "nhan" in typed:
                many = workfiles.take_in_lines(actor=actor, at=at, plan_uid=uid, rows=read)
                messages.success(request, tongues.told("Đã đưa %(count)s hồ sơ vào danh mục.", count=many))
                return redirect("desk:file_plan", uid)
            faults = {one.row: tongues.said(one.refusal) for one in workfiles.faults_of(read, [one.symbol for one in lines])}
            shown = [(one, faults.get(number, "")) for number, one in enumerate(read, 1)]
        except Refusal as no:
            form.add_error(None, tongues.said(no))
            status = no.status
    elif typed is not None:
        status = 422
    facts = {
        "form": form, "plan": row, "shown": shown, "rows": tables.text_of(rows), "wrong": sum(bool(fault) for _, fault in shown),
        "periods": {one.key: one.name for one in workfiles.PERIODS.values()}, "source": typed.get("source", "") if typed else "",
    }  # fmt: skip
    return render(request, "desk/workfiles/table.html", facts, status=status)


def _rows(given: dict[str, Any]) -> list[list[str]]:
    """Return the rows of the workbook that was sent, else those that were pasted.  Raises TableUnreadable."""
    sent = given.get("table")
    rows = tables.rows_of_workbook(sent.read(tables.MOST_BYTES + 1)) if sent else tables.rows_of_text(given["rows"])
    if not rows:
        raise TableUnreadable
    return rows
