"""The citizen's store of signed results, the same by code and key without an account, and the check of anybody's file."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.approval import public as approval
from lienthong.casework.results import public as results
from lienthong.doors.portal import services
from lienthong.doors.portal.web.entry import citizen_only
from lienthong.doors.portal.web.forms import KeyForm
from lienthong.doors.portal.web.frame import framed
from lienthong.office.accounts.public import open_to_public
from lienthong.office.citizens import public as citizens
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.forms import FileBox, FileField, Form
from lienthong.toolkit.ui.tongues import said

MOST_BYTES = 20 * 1024 * 1024
TOO_BIG = "Tệp lớn hơn 20 MB; trang này chỉ kiểm tra tệp đến 20 MB."


class FileForm(Form):
    """A PDF whose signatures are to be looked at."""

    file = FileField(
        label="Tệp PDF",
        widget=FileBox(attrs={"accept": ".pdf,application/pdf"}),
        error_messages={"required": "Chọn một tệp PDF."},
    )


def _source(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@citizen_only
def store(request: HttpRequest, citizen: citizens.CitizenRow) -> HttpResponse:
    """Show the citizen's signed results; POST puts those of a dossier in by its code and key."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.slow_look_ups(source=_source(request))
            results.claim(code=form.cleaned_data["ma"], key=form.cleaned_data["khoa"])
            return redirect("portal:store")
        except Refusal as no:
            form.add_error(None, said(no))
    facts = {"rows": results.held_by(citizen.uid), "form": form}
    return render(request, "portal/results/store.html", framed(facts), status=422 if form.errors else 200)


@require_safe
@citizen_only
def stored(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID) -> HttpResponse:
    """Show one of the citizen's results and what its signatures are worth.  Raises ResultUnknown."""
    row = results.result(uid)
    facts = {"row": row, "checked": results.checked(results.content(row))}
    return render(request, "portal/results/stored.html", framed(facts))


@require_safe
@citizen_only
def file(request: HttpRequest, citizen: citizens.CitizenRow, uid: UUID) -> HttpResponseBase:
    """Send one of the citizen's results.  Raises ResultUnknown."""
    return _sent(results.result(uid))


def _sent(row: results.ResultRow) -> HttpResponseBase:
    """Return the file of a result whose reader was let in by the result itself."""
    with ledger.seeing([row.unit_id]):
        return files.response(row.file_uid)


@csrf_exempt  # it changes nothing; and under «no-referrer» a browser sends no origin that could be checked
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("người dân lấy kết quả đã ký số của hồ sơ bằng mã và khóa trên giấy tiếp nhận")
def opened(request: HttpRequest) -> HttpResponse:
    """Show the signed results of a dossier to whoever has its code and key; the key is typed into a POST."""
    given: Any = request.POST if request.method == "POST" else request.GET
    form = KeyForm(given) if "khoa" in given else KeyForm(initial={"ma": given.get("ma", "")[:60]})
    rows: list[results.ResultRow] = []
    if form.is_bound and form.is_valid():
        rows = _opened(request, form)
        if not rows and not form.errors:
            form.add_error(None, said(results.NothingToClaim()))
    facts = {"rows": rows, "form": form, "given": form.cleaned_data if rows else {}}
    answer = render(request, "portal/results/opened.html", framed(facts), status=422 if form.errors else 200)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _opened(request: HttpRequest, form: KeyForm) -> list[results.ResultRow]:
    try:
        services.slow_look_ups(source=_source(request))
        return results.opened(form.cleaned_data["ma"], form.cleaned_data["khoa"])
    except Refusal as no:
        form.add_error(None, said(no))
        return []


@csrf_exempt  # as above
@require_POST
@never_cache
@open_to_public("người dân tải kết quả đã ký số của hồ sơ bằng mã và khóa trên giấy tiếp nhận")
def opened_file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """Send a signed result to whoever has the code and key of its dossier.  Raises ResultUnknown, LookedUpTooOften."""
    services.slow_look_ups(source=_source(request))
    form = KeyForm(request.POST)
    found = results.opened(form.cleaned_data["ma"], form.cleaned_data["khoa"]) if form.is_valid() else []
    row = next((one for one in found if one.uid == uid), None)
    if row is None:
        raise results.ResultUnknown
    return _sent(row)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("ai có tệp PDF cũng kiểm tra được chữ ký số trong tệp; tệp không được lưu lại")
def check(request: HttpRequest) -> HttpResponse:
    """Say what the signatures of a file are worth, and whether it was issued here; nothing of the file is kept."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    checked, issued, name = None, None, ""
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        name = files.clean_name(sent.name or "")
        try:
            services.slow_look_ups(source=_source(request))
            if sent.size > MOST_BYTES:
                form.add_error("file", TOO_BIG)
            else:
                pdf = sent.read()
                checked, issued = results.checked(pdf), approval.known(pdf)
        except Refusal as no:
            form.add_error(None, said(no))
    facts = {"form": form, "checked": checked, "issued": issued, "name": name}
    return render(request, "portal/results/check.html", framed(facts), status=422 if form.errors else 200)
