"""Saying what the own unit has, with its proof; confirming it from above; withdrawing it from a day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.leaders import evidencing, readiness_shapes
from lienthong.doors.desk.web.leaders.readiness import the_unit
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.office.readiness import public as readiness
from lienthong.toolkit import clock
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, MeasureField

WITHDRAWERS = tuple(dict.fromkeys((*readiness.ASSESSORS, *readiness.REVIEWERS)))


class AssessForm(evidencing.EvidenceForm):
    """What a unit says of one requirement."""

    state = forms.ChoiceField(label="Tình trạng", widget=forms.RadioSelect)
    measured = MeasureField(label="Số đo", required=False)
    since = DayField(label="Từ ngày", help_text="Ngày bắt đầu có, ví dụ 15/01/2018; không sau hôm nay.")
    until = DayField(
        label="Hết hạn từ ngày", required=False, help_text="Từ ngày này minh chứng không tính nữa; để trống nếu không có hạn."
    )
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cần khi ghi «Chưa đạt» hoặc «Không cần»: thiếu gì, vì sao, bao giờ có.",
    )  # fmt: skip
    field_order = ("state", "measured", "since", "until", "evidence", "note")

    def __init__(self, *args: Any, line: readiness_shapes.RequirementLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = line.standing.requirement
        states = [one for one in readiness.State if one != "not_needed" or line.standing.demand is not readiness.Demand.MUST]
        self.offer("state", [(one.value, readiness.STATE_NAMES[one]) for one in states])
        if asked.figure:
            self.fields["measured"].label = tongues.told("Số đo (%(figure)s)", figure=asked.figure)
            self.fields["measured"].help_text = tongues.told(
                "Cần khi ghi «Đạt»: ít nhất %(least)s, ví dụ 42,5.", least=line.least
            )
        else:
            del self.fields["measured"]
        self.fields["evidence"].required = False  # said in words: it depends on the state
        self.fields["evidence"].help_text = "Cần khi ghi «Đạt»: ảnh chụp hoặc tệp PDF, thêm được nhiều tệp."


class ReviewForm(Form):
    """What the superior says of a claim."""

    verdict = forms.ChoiceField(
        label="Ý kiến", widget=forms.RadioSelect, choices=[("confirm", "Xác nhận đúng"), ("return", "Trả lại cho đơn vị")]
    )
    note = forms.CharField(
        label="Nội dung", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Cần khi trả lại: đơn vị cần làm gì.",
    )  # fmt: skip


class WithdrawForm(Form):
    """From which day a claim counts no more, and why."""

    on = DayField(label="Không tính từ ngày", help_text="Trước ngày này bản đánh giá vẫn được tính.")
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


@require_http_methods(["GET", "POST"])
@duty(*readiness.ASSESSORS)
def assess(request: HttpRequest, key: str) -> HttpResponse:
    """Ask what the actor's unit has of a requirement in force today; POST writes it down."""
    actor, at = asking.actor_of(request), clock.now()
    found = the_unit(actor, actor.unit_id, org.local_day(at))
    standing = next((one for one in found.standings if one.requirement.key == key), None)
    if standing is None:
        raise Http404
    line = readiness_shapes.requirement_line(standing, found.unit.level, {})
    kept = evidencing.gather(request, actor)
    form = AssessForm(request, kept, line=line)

    def write(given: dict[str, Any]) -> str:
        state = readiness.State(given.pop("state"))
        readiness.assess(actor=actor, at=at, key=kept.key, requirement=key, state=state, held=kept.uids, **given)
        done = "Đã ghi «%(state)s»; cấp trên xác nhận rồi mới tính vào đơn vị hiện đại."
        return tongues.told(done, state=readiness.STATE_NAMES[state])

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("leaders:readiness_requirement", actor.unit_id, key)
    return render(request, "desk/leading/assess.html", {"form": form, "line": line, "unit": found.unit}, status=status)


def _about(uid: UUID) -> dict[str, Any]:
    """Return what a page about one assessment shows.  Raises AssessmentUnknown."""
    row = readiness.assessment(uid)
    asked = next(
        one for rules in readiness.sets() if rules.key == row.rule_set for one in rules.requirements if one.key == row.requirement
    )
    look, words = readiness_shapes.look(row.state)
    return {
        "row": row, "asked": asked, "look": look, "words": words, "unit": org.unit(row.unit_id),
        "measured": readiness_shapes.measured(row.measured, asked.figure),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@duty(*readiness.REVIEWERS)
def review(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a claim with its evidence and ask what the superior says; POST writes it down."""
    actor, at, about = asking.actor_of(request), clock.now(), _about(uid)
    form = ReviewForm(request.POST if request.method == "POST" else None)

    def write(given: dict[str, Any]) -> str:
        confirmed = given["verdict"] == "confirm"
        readiness.review(actor=actor, at=at, uid=uid, confirmed=confirmed, note=given["note"])
        return "Đã xác nhận; bản đánh giá được tính." if confirmed else "Đã trả lại cho đơn vị."

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("leaders:readiness_unit", about["row"].unit_id)
    return render(request, "desk/leading/review.html", {"form": form, **about}, status=status)


@require_http_methods(["GET", "POST"])
@duty(*WITHDRAWERS)
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask from which day a claim counts no more; POST withdraws it."""
    actor, at, about = asking.actor_of(request), clock.now(), _about(uid)
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"on": org.local_day(at)})

    def write(given: dict[str, Any]) -> str:
        readiness.withdraw(actor=actor, at=at, uid=uid, on=given["on"], reason=given["reason"])
        return tongues.told("Đã rút; bản đánh giá không tính từ ngày %(day)s.", day=pages.day(given["on"]))

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("leaders:readiness_requirement", about["row"].unit_id, about["row"].requirement)
    return render(request, "desk/leading/withdraw.html", {"form": form, **about}, status=status)
