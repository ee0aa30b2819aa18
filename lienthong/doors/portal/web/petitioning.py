"""Petitions in the portal: sent with or without an account, looked up by code and key, answers that everybody may read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.petitions import public as petitions
from lienthong.doors.portal import services
from lienthong.doors.portal.web import entry
from lienthong.doors.portal.web.frame import framed, page_key
from lienthong.doors.portal.web.petition_forms import FeelForm, FindForm, SendForm
from lienthong.office.accounts.public import open_to_public
from lienthong.office.citizens import public as citizens
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.formats.pages import language_now
from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD, said

COOKIE, SALT, GOOD_FOR = "lt-petition", "portal.petition", 3600
"""For so many real seconds the page with code and key can be opened again by who sent the petition."""
NO_MATCH = (
    "Mã và khóa vừa nhập không khớp với phản ánh, kiến nghị nào. So lại cả hai dòng rồi nhập lại; "
    "vẫn không được thì hỏi cơ quan đã gửi."
)
FIELDS = {
    "petitions.contact_wrong": "lien_he", "petitions.procedure_unknown": "thu_tuc", "petitions.not_receiving": "co_quan",
    "petitions.nothing_said": "noi_dung",
}  # fmt: skip
"""Which field a refusal is about."""


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _citizen(request: HttpRequest) -> citizens.CitizenRow | None:
    return citizens.resume(request.COOKIES.get(entry.cookie(), ""), at=clock.real_now())


@require_safe
@never_cache
@open_to_public("trang đầu của phản ánh, kiến nghị; chỉ hiện trả lời đã công khai, tên đã che")
def home(request: HttpRequest) -> HttpResponse:
    """Offer sending and looking up, the own petitions of who is signed in, and the answers that everybody may read."""
    citizen = _citizen(request)
    mine: list[petitions.OwnPetition] = []
    if citizen is not None:
        with citizens.seeing(citizen.uid):
            mine = petitions.own()
    before = _whole(request.GET.get("truoc", ""))
    shown = petitions.published(before=before)
    facts = {
        "mine": mine, "most": petitions.OWN_MOST if len(mine) >= petitions.OWN_MOST else 0, "shown": shown.rows,
        "first_url": reverse("portal:petitions") if before else "",
        "next_url": f"?truoc={shown.before}" if shown.before else "",
    }  # fmt: skip
    return render(request, "portal/petitions/home.html", framed(facts))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("ai cũng gửi được phản ánh, kiến nghị, có hoặc không có tài khoản")
def send(request: HttpRequest) -> HttpResponse:
    """Ask for a petition; POST sends it and shows its code and key."""
    at, citizen = clock.now(), _citizen(request)
    units = petitions.receiving_units(at)
    bound = request.method == "POST" and LANGUAGE_FIELD not in request.POST
    initial = {"ten": citizen.name, "lien_he": citizen.phone or citizen.email} if citizen else {}
    form, status = SendForm(request.POST if bound else None, units=units, initial=initial), 200
    if form.is_bound and form.is_valid():
        try:
            taken = _sent(request, form.cleaned_data, citizen)
        except Refusal as no:
            form.add_error(FIELDS.get(no.code), said(no))
            status = no.status
        else:
            return _shown_once(taken)
    status = 422 if form.errors and status == 200 else status
    facts = {"form": form, "key": page_key(request), "signed_in": citizen is not None}
    return render(request, "portal/petitions/send.html", framed(facts), status=status)


def _shown_once(taken: petitions.Taken) -> HttpResponse:
    """Lead to code and key, carried by the browser of who has just sent: the key may stand in no address."""
    page = reverse("portal:petition_sent")
    answer = redirect(page)
    answer.set_signed_cookie(
        COOKIE, f"{taken.code} {taken.lookup_key}", salt=SALT, max_age=GOOD_FOR, path=page, httponly=True, secure=settings.SECURE,
        samesite="Lax",
    )  # fmt: skip
    return answer


def _sent(request: HttpRequest, given: dict[str, Any], citizen: citizens.CitizenRow | None) -> petitions.Taken:
    told = petitions.Said(
        kind=given["loai"], name=given["ten"], subject=given["tom_tat"], words=given["noi_dung"], contact=given["lien_he"],
        address=given["dia_chi"], procedure=given["thu_tuc"], dossier=given["ho_so"],
        told=given["bao_tin"], language=language_now(),
    )  # fmt: skip
    return services.send_petition(
        unit_id=given["co_quan"], at=clock.now(), said=told, key=page_key(request), citizen_uid=citizen.uid if citizen else None,
        source=str(request.META.get("REMOTE_ADDR", "")),
    )  # fmt: skip


@require_safe
@never_cache
@open_to_public("người vừa gửi xem lại mã và khóa của mình trong một giờ, bằng phiếu ký số của trình duyệt ấy")
def sent(request: HttpRequest) -> HttpResponse:
    """Show code and key to who has just sent a petition."""
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=GOOD_FOR)
    if not kept:
        return redirect("portal:petition_lookup")
    code, key = kept.split()
    answer = render(request, "portal/petitions/sent.html", framed({"code": code, "key": f"{key[:4]}-{key[4:]}"}))
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@csrf_exempt  # code and key are the right; under «no-referrer» a browser sends no origin that could be checked
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@open_to_public("người gửi tra cứu bằng mã và khóa, đánh giá cách xử lý; không hiện tên, cách liên hệ, nội dung đã gửi")
def lookup(request: HttpRequest) -> HttpResponse:
    """Ask for code and key; POST shows how the petition stands; with «muc» it also says how satisfied its sender is."""
    answer = _answer(request)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _answer(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, FindForm(initial={"ma": request.GET.get("ma", "")[:60]}), 200)
    form = FindForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, 422)
    code, key = form.cleaned_data["ma"], form.cleaned_data["khoa"]
    try:
        services.slow_look_ups(source=str(request.META.get("REMOTE_ADDR", "")))
    except Refusal as haste:
        form.add_error(None, said(haste))
        return _ask(request, form, haste.status)
    found = petitions.public_standing(code, key)
    if found is None:
        form.add_error(None, NO_MATCH)
        return _ask(request, form, 404)
    feeling, status = FeelForm(request.POST if "danh-gia" in request.POST else None), 200
    if feeling.is_bound:
        status = _feel(code, key, feeling)
        found = petitions.public_standing(code, key)
    facts = {
        "found": found, "code": code, "key": key, "form": feeling,
        "language_url": f"{reverse('portal:petition_lookup')}?{urlencode({'ma': code})}",
    }  # fmt: skip
    return render(request, "portal/petitions/standing.html", framed(facts), status=status)


def _feel(code: str, key: str, form: FeelForm) -> int:
    """Write the feeling down when one was chosen; return the status of the answer."""
    if not form.is_valid():
        return 422
    try:
        petitions.feel(code=code, key=key, felt=form.cleaned_data["muc"], at=clock.now())
    except Refusal as no:
        form.add_error(None, said(no))
        return no.status
    return 200


def _ask(request: HttpRequest, form: FindForm, status: int) -> HttpResponse:
    kept = {name: request.POST[name] for name in ("ma", "khoa") if name in request.POST}
    return render(request, "portal/petitions/lookup.html", framed({"form": form, "language_kept": kept}), status=status)
