"""A person at work: posts, and the accounts that open them; passwords are handed over here, once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lienthong.casework.staffing import public as staffing
from lienthong.doors.desk.web import asking, posting
from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.public import confirm_first, duty, recently_authenticated
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField


class AccountForm(Form):
    """The name of a new account."""

    username = LineField(
        label="Tên đăng nhập", max_length=60, help_text="Chữ thường không dấu, chữ số, dấu chấm, gạch; ít nhất 3 ký tự."
    )


@require_GET
@duty(*staffing.ADMINISTRATORS)
def member(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a person with posts and accounts.  Raises PersonUnknown."""
    found = staffing.member(asking.actor_of(request), uid, clock.now())
    typed = request.GET.get("username", "")  # kept over the confirmation
    return _shown(request, found, AccountForm(initial={"username": typed or found.proposed}))


def _shown(request: HttpRequest, found: staffing.Member, form: Form, *, status: int = 200, **more: Any) -> HttpResponse:
    facts = {"member": found, "form": form, "mine": found.person.uid == asking.actor_of(request).person_uid}
    facts |= {"days": accounts.HANDED_LIFE.days, "today": asking.today(), "duties": org.DUTIES, **more}
    return render(request, "desk/staffing/member.html", facts, status=status)


@require_POST
@never_cache
@duty(*staffing.ADMINISTRATORS)
def hand(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make an account, or set a new password for one; the answer shows the password once and is kept by nobody.

    Refuses as `staffing.give_account` and `staffing.hand_password`; who has not confirmed himself lately does so first.
    """
    if not recently_authenticated(request):
        return _confirmed_first(request, uid)
    actor, again = asking.actor_of(request), request.POST.get("again", "")
    facts: dict[str, Any] = {"actor": actor, "at": clock.now(), "real_at": clock.real_now(), "person_uid": uid}
    form = AccountForm({"username": again} if again else request.POST)

    def give(given: dict[str, Any]) -> str:
        act = staffing.hand_password if again else staffing.give_account
        return act(**facts, username=given["username"])

    password, status = posting.attempt(form, give)
    found = staffing.member(actor, uid, clock.now())
    if not password:
        return _shown(request, found, form, status=status)
    return _shown(
        request, found, AccountForm(initial={"username": found.proposed}), password=password,
        username=form.cleaned_data["username"].lower(),
    )  # fmt: skip


def _confirmed_first(request: HttpRequest, uid: UUID) -> HttpResponse:
    messages.info(request, "Xác nhận lại là ông/bà rồi bấm một lần nữa.")
    typed = urlencode({"username": request.POST.get("username", "")})
    return confirm_first(request, back_url=f"{reverse('desk:staff_member', args=[uid])}?{typed}")


TURNED = {
    "mo": "Đã mở lại tài khoản %(name)s.",
    "khoa": "Đã khóa tài khoản %(name)s; mọi phiên đăng nhập đã kết thúc.",
    "go-lop-hai": "Đã gỡ lớp bảo vệ thứ hai của %(name)s; lần sau đăng nhập chỉ bằng mật khẩu, nên bật lại ngay.",
}


@require_POST
@duty(*staffing.ADMINISTRATORS)
def turn(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """Close («khoa») an account, open it again («mo»), or take lost second factors off it («go-lop-hai»).

    Refuses as `staffing.set_open`; before the last one who has not confirmed himself lately does so first.
    """
    username = request.POST.get("username", "")
    facts: dict[str, Any] = {"actor": asking.actor_of(request), "at": clock.now(), "person_uid": uid, "username": username}
    if slug != "go-lop-hai":
        staffing.set_open(**facts, is_open=slug == "mo")
    elif recently_authenticated(request):
        staffing.drop_second_factors(**facts)
    else:
        return _confirmed_first(request, uid)
    messages.success(request, tongues.told(TURNED[slug], name=username))
    return redirect("desk:staff_member", uid)
