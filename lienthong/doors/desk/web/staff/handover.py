"""Minutes of hand-over: begun, written, looked through, signed by both sides, refused, withdrawn, printed."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.handover import public as handover
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.staff.handover_forms import WHOLE, EndForm, StartForm, givers_of, plan_form
from lienthong.office.accounts.public import confirm_first, formerly, recently_authenticated, signed_in
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.parts import Tab


def tabs_of(here: str) -> list[Tab]:
    """Return the tabs of the pages of handing over."""
    return [
        Tab(reverse("desk:notes"), "Giấy bàn giao hồ sơ", here == "notes"),
        Tab(reverse("desk:handovers"), "Biên bản bàn giao", here == "handovers"),
        Tab(reverse("desk:absences"), "Vắng mặt, thay mặt", here == "absences"),
    ]


@require_GET
@formerly
def handovers(request: HttpRequest) -> HttpResponse:
    """Show the minutes that are the actor's business, those that wait for a signature first."""
    rows = handover.handovers(asking.actor_of(request), clock.now())
    return render(request, "desk/handover/list.html", {"tabs": tabs_of("handovers"), "rows": rows})


@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """Begin minutes: one's own; as a head also somebody else's, or the whole unit's."""
    actor = asking.actor_of(request)
    heads = actor.has(*handover.HEADS)
    staff = org.staff_of([actor.unit_id], asking.today(), gone=heads)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        givers=givers_of(actor.person_uid, staff, heads=heads),
        initial={"key": new_uid(), "place": handover.place_of(actor.unit), "giver": request.GET.get("nguoi", "")},
    )
    made: list[UUID] = []

    def start(given: dict[str, Any]) -> str:
        whole = given["giver"] == WHOLE
        asked = handover.Asked(
            giver_uid=actor.person_uid if whole else UUID(given["giver"]),
            scope="unit" if whole else "person",
            reason=given["reason"],
            place=given["place"],
            absent=given.get("absent", ""),
        )
        made.append(handover.start(actor=actor, at=clock.now(), asked=asked, key=str(given["key"])))
        return "Đã lập biên bản. Chọn người nhận, rồi xem danh sách và ký."

    told, status = posting.attempt(form, start)
    if told:
        messages.success(request, told)
        return redirect("desk:write_handover", made[0])
    return render(request, "desk/handover/begin.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@signed_in
def write(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show who receives and what is typed in; POST writes it.  «tim» finds receivers of other units by their name.

    Raises HandoverUnknown, NotInThisState, NotYourHandover.
    """
    actor, word = asking.actor_of(request), request.GET.get("tim", "")[:100]
    told = handover.writing(actor, uid)
    units = [told.minutes.unit_id, *(one.unit_id for one in told.minutes.receivers)]
    staff = org.staff_of(units, asking.today(), named=word)
    form = plan_form(told, staff, request.POST if request.method == "POST" else None)

    def plan(_: dict[str, Any]) -> str:
        handover.plan(actor=actor, at=clock.now(), handover_uid=uid, wanted=form.plan())
        return "Đã lưu. Xem danh sách rồi ký."

    said, status = posting.attempt(form, plan)
    if said:
        messages.success(request, said)
        return redirect("desk:handover", uid)
    found = sum(one.unit_id not in units for one in staff)
    facts = {"row": told.minutes, "form": form, "word": word, "found": found}
    return render(request, "desk/handover/write.html", facts, status=status)


@require_GET
@formerly
def minutes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show minutes: what would be handed over, to whom, what the actor may sign.  Raises HandoverUnknown."""
    return _shown(request, handover.minutes(asking.actor_of(request), uid, clock.now()))


def _shown(
    request: HttpRequest,
    row: handover.Minutes,
    *,
    ending: EndForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = asking.actor_of(request)
    facts = {
        "row": row,
        "piles": [(handover.KINDS[kind], list(lines)) for kind, lines in groupby(row.items, key=lambda one: one.kind)],
        "ending": ending or EndForm(),
        "refusal": refusal,
        "mine": any(one.person_uid == actor.person_uid for one in row.receivers),
        "own_till": row.giver_uid == actor.person_uid,
    }
    return render(request, "desk/handover/minutes.html", facts, status=status)


@require_POST
@formerly
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sign the list that was shown, on the side that the button names, after a fresh confirmation of who signs."""
    actor = asking.actor_of(request)
    row = handover.minutes(actor, uid, clock.now())
    if not recently_authenticated(request):
        messages.warning(request, "Xác nhận lại người ký rồi bấm nút ký lần nữa.")
        return confirm_first(request, back_url=reverse("desk:handover", args=[uid]))
    facts: dict[str, Any] = {"actor": actor, "at": clock.now(), "handover_uid": uid, "digest": request.POST.get("digest", "")}
    try:
        if "nhan" in request.POST:
            moved = handover.receive(**facts)
            told = "Biên bản đã ký xong; mọi thứ đã về bên nhận." if moved else "Đã ký nhận; còn chờ người nhận khác ký."
        else:
            handover.give(**facts)
            told = "Bên giao đã ký. Bên nhận ký nữa là xong."
    except Refusal as no:
        return _shown(request, handover.minutes(actor, uid, clock.now()), refusal=no, status=no.status)
    messages.success(request, told)
    return redirect("desk:handover", row.uid)


@require_POST
@signed_in
def end(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """Refuse as a receiver («tu-choi») or take back as the giver («rut-lai»), with the reason."""
    actor, form = asking.actor_of(request), EndForm(request.POST)
    act = handover.refuse if slug == "tu-choi" else handover.withdraw

    def close(given: dict[str, Any]) -> str:
        act(actor=actor, at=clock.now(), handover_uid=uid, reason=given["reason"])
        return "Đã từ chối nhận bàn giao." if slug == "tu-choi" else "Đã rút biên bản; mọi thứ vẫn ở người giao."

    told, status = posting.attempt(form, close)
    if told:
        messages.success(request, told)
        return redirect("desk:handovers")
    return _shown(request, handover.minutes(actor, uid, clock.now()), ending=form, status=status)


@require_GET
@formerly
def pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return minutes as PDF; those that are not signed say so.  Raises HandoverUnknown."""
    row = handover.minutes(asking.actor_of(request), uid, clock.now())
    return asking.pdf(f"bien-ban-ban-giao-{row.number.replace('/', '-')}", "handover/minutes.typ", handover.printed(row))
