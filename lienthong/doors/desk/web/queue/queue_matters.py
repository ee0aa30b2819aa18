"""Which procedures a group of counters serves: chosen from the catalogue of today, field by field."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.doors.desk.web import asking, posting
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui.forms import Form

GONE = "Không còn trong danh mục hôm nay"


class MattersForm(Form):
    """Whole fields, and single procedures that go before their field.

    catalogue  (field, its procedures) of today.  kept: codes and fields set before; what left the catalogue may stay.
    """

    fields_served = forms.MultipleChoiceField(
        label="Cả lĩnh vực", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Mọi thủ tục của lĩnh vực, cả thủ tục mới về sau.",
    )  # fmt: skip
    procedures_served = forms.MultipleChoiceField(
        label="Từng thủ tục", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Thủ tục chọn ở đây đi trước lĩnh vực của nó.",
    )  # fmt: skip

    def __init__(self, data: Any, *, catalogue: list[tuple[str, list[procedures.Found]]], kept: list[queue.MatterRow]) -> None:
        by_kind = {kind: [row.key for row in kept if row.kind == kind] for kind in queue.Kind}
        fields, codes = by_kind[queue.Kind.FIELD], by_kind[queue.Kind.PROCEDURE]
        super().__init__(data, initial={"fields_served": fields, "procedures_served": codes})
        names = [name for name, _ in catalogue]
        known = {row.code for _, rows in catalogue for row in rows}
        self.offer("fields_served", [(one, one) for one in [*names, *(one for one in fields if one not in names)]])
        listed: list[tuple[str, Any]] = [
            (name, [(row.code, f"{row.code} · {row.name}") for row in rows]) for name, rows in catalogue
        ]
        gone = [(code, code) for code in codes if code not in known]
        self.offer("procedures_served", [*listed, *([(GONE, gone)] if gone else [])])


@require_http_methods(["GET", "POST"])
@duty("unit_admin")
def matters(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what a group serves; POST sets it.  Raises GroupUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    group = next((row for row in queue.groups(actor.unit_id, at) if row.uid == uid), None)
    if group is None:
        raise queue.GroupUnknown(group=str(uid))
    kept = [row for row in queue.matters(actor.unit_id) if row.group_uid == uid]
    data = request.POST if request.method == "POST" else None
    form = MattersForm(data, catalogue=procedures.catalogue(asking.today()), kept=kept)

    def keep(given: dict[str, Any]) -> str:
        served = {"procedures": given["procedures_served"], "fields": given["fields_served"]}
        queue.set_matters(actor=actor, at=at, group_uid=uid, **served)
        return "Đã lưu thủ tục của nhóm quầy."

    told, status = posting.attempt(form, keep)
    if told:
        messages.success(request, told)
        return redirect("desk:queue_setup")
    return render(request, "desk/queue/matters.html", {"form": form, "group": group}, status=status)
