"""Who works here: the posts of a unit with their holders, a post that is made, given, taken away, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from lienthong.casework.staffing import public as staffing
from lienthong.doors.desk.web import asking, posting
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField, Form, LineField, NameField

FOUND = 10
"""People offered for a name."""
DECISION = LineField(label="Căn cứ", max_length=200, help_text="Số và ngày quyết định, ví dụ QĐ 12/QĐ-UBND ngày 10/3/2018.")


class PostForm(Form):
    """A new post."""

    title = LineField(label="Chức danh", max_length=150, help_text="Như in dưới chữ ký, ví dụ Công chức Tư pháp - hộ tịch.")
    duties = forms.MultipleChoiceField(
        label="Nhiệm vụ", widget=forms.CheckboxSelectMultiple, help_text="Người giữ vị trí làm được và thấy được theo nhiệm vụ.",
        error_messages={"required": "Chọn ít nhất một nhiệm vụ."},
    )  # fmt: skip
    seats = forms.IntegerField(
        label="Số người", min_value=1, max_value=50, initial=1,
        widget=forms.TextInput(attrs={"class": "w-2", "inputmode": "numeric"}),
    )  # fmt: skip
    rank = forms.IntegerField(
        label="Thứ tự", min_value=1, max_value=99, initial=50, help_text="Số nhỏ đứng trước trong danh sách của đơn vị.",
        widget=forms.TextInput(attrs={"class": "w-2", "inputmode": "numeric"}),
    )  # fmt: skip
    since = DayField(label="Từ ngày")

    def __init__(self, *args: Any, system: bool, **kwargs: Any) -> None:
        """Offer the duties; those that administer only to who administers the system."""
        super().__init__(*args, **kwargs)
        self.offer("duties", [(key, name) for key, name in org.DUTIES.items() if system or key not in staffing.RIGHTS])


class AppointForm(Form):
    """Who gets the post, from when, by which decision."""

    who = forms.ChoiceField(label="Người", widget=forms.RadioSelect)
    name = NameField(label="Họ và tên", max_length=120)
    birth_year = forms.IntegerField(
        label="Năm sinh", required=False, min_value=1900, max_value=2100, help_text="Chỉ ghi khi là người mới; có thể bỏ trống.",
        widget=forms.TextInput(attrs={"class": "w-4", "inputmode": "numeric"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label="Hình thức", choices=list(org.APPOINTMENT_NAMES.items()), initial="appointed")
    since = DayField(label="Từ ngày")
    decision = DECISION

    def __init__(self, *args: Any, found: Sequence[org.PersonRow], posts: Mapping[UUID, Sequence[str]], **kwargs: Any) -> None:
        """Offer the people who are called so, with what tells them apart, and somebody new."""
        super().__init__(*args, **kwargs)
        known = [(str(one.uid), _told_apart(one, posts.get(one.uid, ()))) for one in found]
        self.offer("who", [*known, ("new", "Người mới, chưa có trong hệ thống")])
        self.fields["who"].initial = "" if known else "new"  # a namesake is chosen by hand

    def newcomer(self) -> staffing.Newcomer:
        """Return who was chosen."""
        given = self.cleaned_data
        if given["who"] != "new":
            return staffing.Newcomer(UUID(given["who"]))
        return staffing.Newcomer(name=given["name"], birth_year=given["birth_year"])


def _told_apart(person: org.PersonRow, posts: Sequence[str]) -> str:
    """Return a person's name with the year of birth and the posts held now."""
    return ", ".join([person.name, *([str(person.birth_year)] if person.birth_year else []), *posts])


class LeaveForm(Form):
    """From which day somebody does not hold the post any more."""

    on = DayField(label="Thôi giữ từ ngày", help_text="Từ ngày này người ấy không còn nhiệm vụ của vị trí.")
    decision = DECISION


class EndForm(Form):
    """From which day a post is no more."""

    on = DayField(label="Bỏ từ ngày")


class WhereForm(Form):
    """Which unit is looked at."""

    don_vi = forms.ChoiceField(label="Đơn vị")

    def __init__(self, *args: Any, units: Sequence[org.UnitRow], **kwargs: Any) -> None:
        """Offer the units that the actor administers."""
        super().__init__(*args, **kwargs)
        self.offer("don_vi", [(one.code, one.name) for one in units])


def list_url(unit: org.UnitRow) -> str:
    """Return the page of the staff of a unit."""
    return f"{reverse('desk:staff')}?{urlencode({'don_vi': unit.code})}"


def _unit(request: HttpRequest, units: Sequence[org.UnitRow]) -> org.UnitRow:
    """Return the unit that the address names, the first one without a name or with one that is not the actor's to administer."""
    return next((one for one in units if one.code == request.GET.get("don_vi", "")), units[0])


@require_GET
@duty(*staffing.ADMINISTRATORS)
def staff(request: HttpRequest) -> HttpResponse:
    """Show the posts of a unit with who holds them and by which account."""
    actor, at = asking.actor_of(request), clock.now()
    units = staffing.units(actor, asking.today())
    unit = _unit(request, units)
    facts = {
        "unit": unit,
        "roster": staffing.roster(actor, unit.id, at),
        "where": WhereForm(initial={"don_vi": unit.code}, units=units) if len(units) > 1 else None,
        "duties": org.DUTIES,
        "kinds": org.APPOINTMENT_NAMES,
        "make_url": f"{reverse('desk:make_post')}?{urlencode({'don_vi': unit.code})}",
    }
    return render(request, "desk/staffing/staff.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*staffing.ADMINISTRATORS)
def make_post(request: HttpRequest) -> HttpResponse:
    """Ask for a new post; POST makes it.  Refuses as `staffing.make_post`."""
    actor = asking.actor_of(request)
    unit = _unit(request, staffing.units(actor, asking.today()))
    given = request.POST if request.method == "POST" else None
    form = PostForm(given, initial={"since": asking.today()}, system=actor.has(staffing.SYSTEM))

    def make(given: dict[str, Any]) -> str:
        staffing.make_post(actor=actor, at=clock.now(), wanted=staffing.NewPost(unit_id=unit.id, **given))
        return tongues.told("Đã lập vị trí «%(title)s».", title=given["title"])

    told, status = posting.attempt(form, make)
    if told:
        messages.success(request, told)
        return redirect(list_url(unit))
    return render(request, "desk/staffing/make_post.html", {"form": form, "unit": unit, "back": list_url(unit)}, status=status)


@require_http_methods(["GET", "POST"])
@duty(*staffing.ADMINISTRATORS)
def appoint(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask who gets a post: a name is searched for first, so that nobody comes twice; POST appoints.

    Refuses as `staffing.appoint`.
    """
    actor = asking.actor_of(request)
    post = staffing.post_of(uid)
    unit = _of(request, post)
    named = (request.POST or request.GET).get("name", "").strip()
    found = org.people(named, limit=FOUND) if named else []
    posts: dict[UUID, list[str]] = {}
    for one in org.staff_of([], asking.today(), named=named) if found else ():
        posts.setdefault(one.person_uid, []).append(f"{one.title} ({one.unit})")
    form = AppointForm(_posted(request), initial={"name": named, "since": asking.today()}, found=found, posts=posts)
    came: list[UUID] = []

    def give(given: dict[str, Any]) -> str:
        facts = {"since": given["since"], "decision": given["decision"], "kind": given["kind"]}
        came.append(staffing.appoint(actor=actor, at=clock.now(), post_uid=uid, who=form.newcomer(), **facts))
        return tongues.told("Đã giao vị trí «%(title)s» từ %(day)s.", title=post.title, day=pages.day(given["since"]))

    told, status = posting.attempt(form, give)
    if told:
        messages.success(request, told)
        return redirect("desk:staff_member", came[0])
    facts = {"form": form, "post": post, "unit": unit, "named": named, "back": list_url(unit), "duties": _names(post.duties)}
    return render(request, "desk/staffing/appoint.html", facts, status=status)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _names(duties: Sequence[str]) -> list[str]:
    return [org.duty_name(one) for one in duties]


def _of(request: HttpRequest, post: org.PostRow) -> org.UnitRow:
    """Return the unit of a post that the actor administers.  Raises staffing.NotYourStaff."""
    units: Mapping[int, org.UnitRow] = {one.id: one for one in staffing.units(asking.actor_of(request), asking.today())}
    if post.unit_id not in units:
        raise staffing.NotYourStaff(unit=org.unit(post.unit_id).name)
    return units[post.unit_id]


@require_http_methods(["GET", "POST"])
@duty(*staffing.ADMINISTRATORS)
def end_post(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask once more before an empty post is ended; POST ends it.  Refuses as `staffing.end_post`."""
    post = staffing.post_of(uid)
    unit = _of(request, post)
    form = EndForm(_posted(request), initial={"on": asking.today()})

    def end(given: dict[str, Any]) -> str:
        staffing.end_post(actor=asking.actor_of(request), at=clock.now(), post_uid=uid, on=given["on"])
        return tongues.told("Đã bỏ vị trí «%(title)s» từ %(day)s.", title=post.title, day=pages.day(given["on"]))

    told, status = posting.attempt(form, end)
    if told:
        messages.success(request, told)
        return redirect(list_url(unit))
    return render(request, "desk/staffing/end_post.html", {"form": form, "post": post, "back": list_url(unit)}, status=status)


@require_http_methods(["GET", "POST"])
@duty(*staffing.ADMINISTRATORS)
def dismiss(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask from when somebody does not hold a post any more; POST decides it.  Refuses as `staffing.dismiss`."""
    held = org.appointment(uid)
    post = staffing.post_of(held.post_uid) if held else None
    if held is None or post is None:
        raise staffing.AppointmentUnknown(appointment=str(uid))
    back = list_url(_of(request, post))
    form = LeaveForm(_posted(request), initial={"on": asking.today()})

    def end(given: dict[str, Any]) -> str:
        staffing.dismiss(actor=asking.actor_of(request), at=clock.now(), appointment_uid=uid, **given)
        return tongues.told("%(name)s thôi giữ vị trí từ %(day)s.", name=held.name, day=pages.day(given["on"]))

    told, status = posting.attempt(form, end)
    if told:
        messages.success(request, told)
        return redirect(back)
    return render(request, "desk/staffing/dismiss.html", {"form": form, "held": held, "back": back}, status=status)
