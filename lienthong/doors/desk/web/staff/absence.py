"""Who is absent, and who stands in for which period and signs how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.casework.handover import public as handover
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.staff.handover import tabs_of
from lienthong.office.accounts.public import signed_in
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.ui.forms import Form, LineField, MomentField


class AbsenceForm(Form):
    """Whose post, who stands in, from when to when, how the stand-in signs, why."""

    post = forms.ChoiceField(label="Người vắng mặt, vị trí")
    taker = forms.ChoiceField(label="Người thay mặt")
    since = MomentField(label="Từ lúc", help_text="Ví dụ 07:30 12/03/2018.")
    until = MomentField(label="Đến lúc", help_text="Hết giờ này quyền thay mặt tự hết.")
    form = forms.ChoiceField(
        label="Ký theo hình thức", widget=forms.RadioSelect, initial="tuq", choices=list(org.SIGNING_FORMS.items()),
        help_text="Dòng thẩm quyền trên chữ ký của người thay mặt in theo hình thức này.",
    )  # fmt: skip
    reason = LineField(label="Lý do", max_length=300, help_text="Ví dụ: nghỉ phép, đi công tác, đi học.")

    def __init__(self, *args: Any, staff: Sequence[org.StaffRow], me: UUID, heads: bool, **kwargs: Any) -> None:
        """Offer the posts that the actor may let somebody stand in for, and the people of the unit."""
        super().__init__(*args, **kwargs)
        may = [one for one in staff if heads or one.person_uid == me]
        posts = [(f"{one.post_uid}:{one.person_uid}", f"{one.name}, {one.title}") for one in may]
        people = {str(one.person_uid): f"{one.name}, {one.title}" for one in reversed(staff)}
        offered = [("", "– chọn –"), *reversed(people.items())]
        self.offer("post", posts)
        self.offer("taker", offered)

    def absence(self) -> handover.Absence:
        """Return what was asked for."""
        given = self.cleaned_data
        post, _, giver = given["post"].partition(":")
        return handover.Absence(
            UUID(post), UUID(giver), UUID(given["taker"]), given["since"], given["until"], given["form"], given["reason"]
        )


@require_http_methods(["GET", "POST"])
@signed_in
def absences(request: HttpRequest) -> HttpResponse:
    """Show who stands in for whom at the unit; POST sets an absence."""
    actor, at = asking.actor_of(request), clock.now()
    heads = actor.has(*handover.HEADS)
    form = AbsenceForm(
        request.POST if request.method == "POST" else None,
        staff=org.staff_of([actor.unit_id], asking.today()), me=actor.person_uid, heads=heads,
    )  # fmt: skip

    def put(_: dict[str, Any]) -> str:
        handover.stand_in(actor=actor, at=at, absence=form.absence())
        return "Đã ghi. Trong thời gian này người thay mặt chọn chức vụ thay mặt ở góc phải để làm việc và ký."

    told, status = posting.attempt(form, put)
    if told:
        messages.success(request, told)
        return redirect("desk:absences")
    rows = [
        (one, one.until > at and (heads or one.giver_uid == actor.person_uid), _state(one, at))
        for one in org.delegations_of(actor.unit_id, at)
    ]
    return render(
        request, "desk/handover/absences.html", {"tabs": tabs_of("absences"), "rows": rows, "form": form}, status=status
    )


def _state(row: org.DelegationRow, at: Any) -> str:
    return "coming" if row.since > at else "now" if row.until > at else "past"


@require_POST
@signed_in
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Let the absent be back.  Raises org.DelegationUnknown, NotYourHandover."""
    handover.end_stand_in(actor=asking.actor_of(request), at=clock.now(), delegation_uid=uid)
    messages.success(request, "Đã thu hồi; quyền thay mặt hết từ bây giờ.")
    return redirect("desk:absences")
