"""Reorganisations of units: what there is, what each would do and did, its lists; done, undone, confirmed; the work list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lienthong.casework.reorganisation import public as reorganisation
from lienthong.doors.desk.web import asking, posting
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import FileField, Form

LARGEST = 200_000
"""Bytes of a file of reforms: ours has 4,000."""
ON_A_PAGE = 50
ACTS = {
    "xem-truoc": (reorganisation.preview, "Đã xem trước; chưa có gì thay đổi."),
    "thuc-hien": (reorganisation.execute, "Đã thực hiện. Kiểm tra rồi xác nhận; trước khi xác nhận còn hoàn tác được."),
    "hoan-tac": (reorganisation.undo, "Đã hoàn tác: mọi dòng trở lại như trước khi thực hiện."),
    "xac-nhan": (reorganisation.confirm, "Đã xác nhận; từ nay không hoàn tác được nữa."),
}
UNSIGNED = "Biên bản bàn giao hai bên chưa ký xong: %(minutes)s. Vẫn ký tiếp được sau khi xác nhận."
HEADS = {
    "obstacles": (("what", "Việc phải làm"),),
    "units": (("name", "Đơn vị kết thúc"), ("heirs", "Đơn vị kế thừa (phần)")),
    "people": (("name", "Họ tên"), ("title", "Vị trí"), ("from", "Từ"), ("to", "Đến")),
    "unplaced": (("name", "Họ tên"), ("title", "Vị trí cũ"), ("from", "Đơn vị cũ")),
    "dossiers": (("code", "Mã hồ sơ"), ("from", "Từ"), ("to", "Đến")),
    "tasks": (("code", "Mã hồ sơ"), ("step", "Bước"), ("from", "Từ"), ("to", "Đến"), ("holder", "Người giữ")),
    "nobody": (("code", "Mã hồ sơ"), ("step", "Bước"), ("to", "Đơn vị mới"), ("duty", "Nhiệm vụ cần có")),
    "waiting": (("code", "Mã hồ sơ"), ("from", "Đơn vị cũ"), ("candidates", "Có thể chuyển đến")),
    "books": (("name", "Sổ"), ("volume", "Quyển"), ("last", "Số cuối"), ("from", "Đơn vị cũ"), ("to", "Đơn vị giữ")),
    "ranges": (("name", "Biên lai"), ("next", "Số tiếp theo"), ("left", "Còn"), ("from", "Từ"), ("to", "Đến")),
    "minutes": (
        ("number", "Số"),
        ("from", "Bên giao"),
        ("to", "Bên nhận"),
        ("giver", "Người ký giao"),
        ("receiver", "Người ký nhận"),
        ("lines", "Số mục"),
    ),
    "accounts": (("name", "Tài khoản"), ("from", "Đơn vị cũ"), ("to", "Đơn vị mới"), ("instead", "Tài khoản của đơn vị mới")),
    "bank_tills": (("name", "Quỹ"), ("day", "Ngày"), ("total", "Số tiền (đồng)"), ("from", "Đơn vị cũ")),
    "notices": (("name", "Giao dịch"), ("total", "Số tiền (đồng)"), ("why", "Vì sao chờ"), ("from", "Từ"), ("to", "Đến")),
    "alerts": (("code", "Mã hồ sơ"), ("what", "Lời nhắc"), ("from", "Từ"), ("to", "Đến")),
    "by_itself": (("what", "Việc"), ("number", "Số"), ("from", "Đơn vị cũ"), ("to", "Đơn vị mới")),
    "others": (("what", "Việc"), ("number", "Số"), ("from", "Đơn vị cũ"), ("to", "Đơn vị mới")),
    "calendars": (("from", "Đơn vị cũ"), ("before", "Lịch trước"), ("to", "Đơn vị mới"), ("after", "Lịch sau")),
}
"""The columns of each list, by the keys of its lines."""


class ReformFileForm(Form):
    """A reviewed file."""

    tep = FileField(label="Tệp đã duyệt (.yaml)", help_text="Bỏ trống để lấy tệp kèm theo sản phẩm.", required=False)

    def clean_tep(self) -> str | None:
        """Return the text of the file; refuse one that is too big or is no text."""
        given = self.cleaned_data["tep"]
        if given is None:
            return None
        if given.size > LARGEST:
            raise forms.ValidationError("Tệp quá lớn; tệp sắp xếp đơn vị chỉ vài nghìn chữ.")
        try:
            return str(given.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError("Tệp không phải văn bản UTF-8; lưu lại dưới dạng .yaml, mã chữ UTF-8.") from None


@require_safe
@duty(*reorganisation.ADMINISTRATORS)
def index(request: HttpRequest) -> HttpResponse:
    """List the reorganisations by day, with the form that takes a file in."""
    return _index(request, ReformFileForm())


def _index(request: HttpRequest, form: ReformFileForm, status: int = 200) -> HttpResponse:
    facts = {"rows": reorganisation.reorganisations(), "form": form}
    return render(request, "desk/reorganising/index.html", facts, status=status)


@require_POST
@duty(*reorganisation.ADMINISTRATORS)
def load(request: HttpRequest) -> HttpResponse:
    """Take a file in, the shipped one when none is given."""
    form = ReformFileForm(request.POST, request.FILES)
    if form.is_valid():
        text, name = form.cleaned_data["tep"], reorganisation.SHIPPED.name
        if text is None:
            text = reorganisation.SHIPPED.read_text(encoding="utf-8")
        else:
            name = request.FILES["tep"].name or "tep.yaml"  # type: ignore[union-attr]  # one file
        try:
            found = reorganisation.load(actor=asking.actor_of(request), at=clock.now(), text=text, name=name)
        except Refusal as no:
            form.add_error("tep", tongues.said(no))
        else:
            loaded = tongues.told("Đã nạp %(count)s lần sắp xếp; xem trước từng lần.", count=len(found))
            messages.success(request, loaded)
            return HttpResponseRedirect(reverse("leaders:reorganisations"))
    return _index(request, form, 422)


@require_safe
@duty(*reorganisation.ADMINISTRATORS)
def one(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a reorganisation: where it stands, and how much it moves, each count a link to its list."""
    row = _row(uid)
    counts = [(key, words, len(row.shown.get(key, ()))) for key, words in reorganisation.LISTS.items()] if row.shown else []
    facts = {"row": row, "counts": counts, "may_execute": row.state == "planned" and row.on <= asking.today()}
    facts["minutes"] = reorganisation.minutes(asking.actor_of(request), uid) if row.state != "planned" else []
    return render(request, "desk/reorganising/one.html", facts)


def _row(uid: UUID) -> reorganisation.Shown:
    try:
        return reorganisation.reorganisation(uid)
    except reorganisation.ReorganisationUnknown:
        raise Http404 from None


@require_safe
@duty(*reorganisation.ADMINISTRATORS)
def lines(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """Show one list of what a reorganisation moves, fifty lines a page."""
    row = _row(uid)
    if key not in HEADS or not row.shown:
        raise Http404
    page = Paginator(row.shown.get(key, []), ON_A_PAGE).get_page(request.GET.get("trang"))
    cells = [[_cell(line.get(name)) for name, _ in HEADS[key]] for line in page.object_list]
    facts = {
        "row": row,
        "words": reorganisation.LISTS[key],
        "heads": [words for _, words in HEADS[key]],
        "page": page,
        "cells": cells,
    }
    return render(request, "desk/reorganising/lines.html", facts)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(
            f"{part['name']} ({pages.percent(Decimal(str(part['share'])), places=0)})" if isinstance(part, dict) else str(part)
            for part in value
        )
    return "chưa có" if value is None else str(value)


@require_POST
@duty(*reorganisation.ADMINISTRATORS)
def act(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """Preview, execute, undo or confirm; what stands against it is told on the page."""
    if verb not in ACTS:
        raise Http404
    do, done = ACTS[verb]
    try:
        found = do(actor=asking.actor_of(request), at=clock.now(), uid=uid)
    except reorganisation.ReorganisationUnknown:
        raise Http404 from None
    except Refusal as no:
        messages.error(request, tongues.said(no))
    else:
        messages.success(request, done)
        if verb == "xac-nhan" and found:
            messages.warning(request, tongues.told(UNSIGNED, minutes=", ".join(cast(list[str], found))))
    return HttpResponseRedirect(reverse("leaders:reorganisation", args=[uid]))


@require_safe
@duty(*reorganisation.ADMINISTRATORS)
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the dossiers for which somebody must choose between the heirs of a split unit, and the latest choices."""
    found = reorganisation.work_list(asking.actor_of(request))
    facts = {
        "rows": [row for row in found if row.decided_at is None],
        "decided": [row for row in found if row.decided_at is not None][:20],
    }
    return render(request, "desk/reorganising/waiting.html", facts)


@require_POST
@duty(*reorganisation.ADMINISTRATORS)
def decide(request: HttpRequest, uid: UUID, dossier_uid: UUID) -> HttpResponse:
    """Let a dossier go to the unit chosen."""
    unit_id = asking.whole(request.POST.get("don-vi"), 0)

    def choose() -> str:
        reorganisation.decide(actor=asking.actor_of(request), at=clock.now(), uid=uid, dossier_uid=dossier_uid, unit_id=unit_id)
        return "Đã chuyển hồ sơ đến đơn vị được chọn."

    posting.press(request, choose)
    return HttpResponseRedirect(reverse("leaders:waiting_dossiers"))
