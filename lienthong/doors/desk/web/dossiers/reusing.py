"""A signed result of an earlier dossier as a paper of this one: its citizen shows code and key, nobody scans it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.results import public as results
from lienthong.doors.desk.web import asking
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField


class FormerForm(Form):
    """Code and look-up key of the dossier that the result came from, and where it goes in this one."""

    ma = LineField(label="Mã hồ sơ đã có kết quả", max_length=60, help_text="Người dân đọc trên giấy tiếp nhận cũ.")
    khoa = LineField(label="Khóa tra cứu của hồ sơ đó", max_length=40)
    paper = forms.TypedChoiceField(label="Dùng cho giấy tờ", coerce=int)

    def __init__(self, *args: Any, papers: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("paper", [(one.pk, one.name) for one in papers])


@require_http_methods(["GET", "POST"])
@duty(*dossiers.SCANNERS)
def reuse(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for code and key; show what they open; take the one that is chosen («result») as a paper of the dossier."""
    actor, at = asking.actor_of(request), clock.now()
    page = dossiers.page(actor, uid, at)
    papers = [one for one in page.papers if not one.shown_only]
    form = FormerForm(request.POST if request.method == "POST" else None, papers=papers)
    rows: list[results.ResultRow] = []
    if form.is_bound and form.is_valid():
        rows = [row for row in results.opened(form.cleaned_data["ma"], form.cleaned_data["khoa"]) if row.holds]
        if not rows:
            form.add_error(None, tongues.said(results.NothingToClaim()))
        elif chosen := asking.uid_of(request.POST.get("result")):
            try:
                _use(actor, at, uid, form.cleaned_data, chosen, request.POST.get("key", ""))
            except Refusal as no:
                form.add_error(None, tongues.said(no))
            else:
                messages.success(request, "Đã dùng giấy đã ký số, không phải quét lại.")
                return redirect("desk:dossier", uid)
    facts = {"row": page.row, "form": form, "rows": rows, "papers": papers, "key": new_uid()}
    return render(request, "desk/reuse.html", facts, status=422 if form.errors else 200)


def _use(actor: Actor, at: datetime, uid: UUID, given: dict[str, Any], chosen: UUID, key: str) -> None:
    results.use(
        actor=actor, at=at, dossier_uid=uid, paper_id=given["paper"], former=(given["ma"], given["khoa"]), result_uid=chosen,
        key=key[:100],
    )  # fmt: skip
