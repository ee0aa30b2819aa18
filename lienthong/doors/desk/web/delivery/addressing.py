"""Groups of recipients and the address book of a unit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.delivery import public as delivery
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.delivery.forms import AgencyForm, GroupForm
from lienthong.doors.desk.web.documents import keeping
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated


@require_safe
@duty(*delivery.READERS)
def addresses(request: HttpRequest) -> HttpResponse:
    """Show the groups of recipients of the unit and the agencies of its address book."""
    actor = asking.actor_of(request)
    book = delivery.address_book(actor, asking.today())
    facts = {
        "groups": book.groups,
        "agencies": [(one, delivery.MEANS[one.means]) for one in book.outside],
        "may": actor.has(*delivery.SENDERS),
    }
    return render(request, "desk/delivery/addresses.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def group(request: HttpRequest, uid: UUID | None = None) -> HttpResponse:
    """Ask for a group of recipients, a new one or one that is changed; POST writes it.  Raises GroupUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    book = delivery.address_book(actor, asking.today())
    found = next((one for one in book.groups if one.uid == uid), None)
    if uid and found is None:
        raise delivery.GroupUnknown
    initial = {"name": found.name, "members": found.keys} if found else {}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial, book=book)

    def write(given: dict[str, Any]) -> tuple[str, str]:
        delivery.write_group(actor=actor, at=at, uid=uid, **given)
        return tongues.told("Đã ghi nhóm nơi nhận %(name)s.", name=given["name"]), reverse("desk:recipients")

    facts = _facts("Sửa nhóm nơi nhận" if uid else "Lập nhóm nơi nhận", "Ghi nhóm", name=found.name if found else actor.unit)
    return keeping.ask(request, form, write, facts)


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def drop_group(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether a group is to be put away; POST does it.  Raises GroupUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    found = next((one for one in delivery.address_book(actor, asking.today()).groups if one.uid == uid), None)
    if found is None:
        raise delivery.GroupUnknown

    def drop(given: dict[str, Any]) -> tuple[str, str]:
        delivery.close_group(actor=actor, at=at, uid=uid)
        return tongues.told("Đã bỏ nhóm %(name)s.", name=found.name), reverse("desk:recipients")

    facts = _facts("Bỏ nhóm nơi nhận", "Bỏ nhóm này", name=found.name, warns=True)
    facts["lead"] = translated("Văn bản đã gửi theo nhóm vẫn giữ nguyên; các nơi nhận vẫn chọn được từng nơi.")
    return keeping.ask(request, Form(_typed(request)), drop, facts)


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def agency(request: HttpRequest, uid: UUID | None = None) -> HttpResponse:
    """Ask for an agency outside, a new one or one that is changed; POST writes it.  Raises AgencyUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    found = delivery.agency(actor, uid) if uid else None
    names = ("name", "organ", "email", "address", "means")
    form = AgencyForm(_typed(request), initial={name: getattr(found, name) for name in names} if found else {})

    def write(given: dict[str, Any]) -> tuple[str, str]:
        delivery.write_agency(actor=actor, at=at, uid=uid, new=delivery.NewAgency(**given))
        return tongues.told("Đã ghi %(name)s vào sổ địa chỉ.", name=given["name"]), reverse("desk:recipients")

    facts = _facts("Sửa địa chỉ cơ quan" if uid else "Thêm cơ quan", "Ghi địa chỉ", name=found.name if found else actor.unit)
    return keeping.ask(request, form, write, facts)


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def drop_agency(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether an agency leaves the address book; POST does it.  Raises AgencyUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    found = delivery.agency(actor, uid)

    def drop(given: dict[str, Any]) -> tuple[str, str]:
        delivery.close_agency(actor=actor, at=at, uid=uid)
        return tongues.told("Đã bỏ %(name)s khỏi sổ địa chỉ.", name=found.name), reverse("desk:recipients")

    facts = _facts("Bỏ cơ quan khỏi sổ địa chỉ", "Bỏ cơ quan này", name=found.name, warns=True)
    facts["lead"] = translated("Cơ quan ra khỏi mọi nhóm nơi nhận; văn bản đã gửi vẫn giữ nguyên.")
    return keeping.ask(request, Form(_typed(request)), drop, facts)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _facts(title: str, button: str, *, name: str, warns: bool = False) -> dict[str, Any]:
    return {
        "title": translated(title), "name": name, "button": translated(button), "lead": "", "warns": warns,
        "back": reverse("desk:recipients"),
    }  # fmt: skip
