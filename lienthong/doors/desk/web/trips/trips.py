"""Village trips at the desk: planned, looked at, what came back decided, closed; wishes for a visit; the paper sheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.trips import public as trips
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.trips.trip_forms import (
    BLANKS,
    BlankForm,
    CorrectForm,
    LineForm,
    PlanForm,
    ReasonForm,
    SheetForm,
    WishForm,
    offered,
    places_of,
)
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.parts import Tab


def tabs_of(here: str) -> list[Tab]:
    """Return the tabs of the pages of trips."""
    return [
        Tab(reverse("desk:trips"), "Chuyến", here == "trips"),
        Tab(reverse("desk:wishes"), "Đề nghị đến nhà", here == "wishes"),
    ]


@require_GET
@duty(*trips.GOERS)
def list_trips(request: HttpRequest) -> HttpResponse:
    """Show the trips of the unit, those under way first."""
    return render(request, "desk/trips/list.html", {"tabs": tabs_of("trips"), "rows": trips.trips(asking.actor_of(request))})


@require_http_methods(["GET", "POST"])
@duty(*trips.GOERS)
def plan(request: HttpRequest) -> HttpResponse:
    """Show where something waits; POST plans a trip."""
    actor, day = asking.actor_of(request), asking.today()
    staff = trips.clerks_of(actor, day)
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        rows=trips.villages(actor, day), staff=staff,
        initial={"key": new_uid(), "on": day, "clerks": [str(actor.person_uid)]},
    )  # fmt: skip
    made: list[UUID] = []

    def act(given: dict[str, Any]) -> str:
        made.append(trips.plan(actor=actor, at=clock.now(), wanted=form.plan(), key=str(given["key"])))
        return "Đã lập chuyến và gom danh sách việc."

    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:trip", made[0])
    return render(request, "desk/trips/plan.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@duty(*trips.GOERS)
def wishes(request: HttpRequest) -> HttpResponse:
    """Show who asks for a visit; POST writes a wish down."""
    actor = asking.actor_of(request)
    form = WishForm(request.POST if request.method == "POST" else None, initial={"key": new_uid()})

    def act(given: dict[str, Any]) -> str:
        wish = trips.Wish(**{name: given[name] for name in ("name", "phone", "village", "wish")})
        trips.ask(actor=actor, at=clock.now(), wish=wish, key=str(given["key"]))
        return tongues.told("Đã ghi đề nghị của %(name)s; chuyến tới bản ấy sẽ có dòng này.", name=given["name"])

    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:wishes")
    facts = {"tabs": tabs_of("wishes"), "rows": trips.wishes(actor), "form": form}
    return render(request, "desk/trips/wishes.html", facts, status=status)


@require_POST
@duty(*trips.GOERS)
def drop_wish(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give a wish up, with the reason; a refusal is told above the list."""

    def drop() -> str:
        trips.drop_wish(actor=asking.actor_of(request), visit_uid=uid, reason=request.POST.get("reason", ""))
        return "Đã bỏ đề nghị."

    posting.press(request, drop)
    return redirect("desk:wishes")


@require_GET
@duty(*trips.GOERS)
def trip(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a trip: its sheet as things stand now, what came back, what is left.  Raises TripUnknown."""
    return _shown(request, trips.trip(asking.actor_of(request), uid))


def _shown(request: HttpRequest, page: trips.TripPage, *, form: ReasonForm | None = None, status: int = 200) -> HttpResponse:
    piles = [(village, [one for one in page.lines if one.village == village]) for village in page.villages]
    facts = {"page": page, "piles": piles, "form": form or ReasonForm()}
    return render(request, "desk/trips/trip.html", facts, status=status)


@require_POST
@duty(*trips.GOERS)
def turn(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """Gather what came up since («lay-them»), close («khep») or call off («huy») a trip; a refusal shows it again."""
    if verb not in ("lay-them", "khep", "huy"):
        raise Http404
    actor, at, form = asking.actor_of(request), clock.now(), ReasonForm(request.POST)

    def act(given: dict[str, Any]) -> str:
        if verb == "lay-them":
            return tongues.told("Đã thêm %(count)s việc vào danh sách.", count=trips.gather(actor=actor, at=at, trip_uid=uid))
        if verb == "khep":
            trips.close(actor=actor, at=at, trip_uid=uid, rest=given["reason"])
            return "Đã khép chuyến; mọi việc đã được quyết định."
        trips.cancel(actor=actor, at=at, trip_uid=uid, reason=given["reason"])
        return "Đã hủy chuyến."

    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:trip", uid)
    return _shown(request, trips.trip(actor, uid), form=form, status=status)


@require_http_methods(["GET", "POST"])
@duty(*trips.GOERS)
def decide(request: HttpRequest, uid: UUID, act: UUID) -> HttpResponse:
    """Show what a phone said and why it could not be merged; POST tries again («nhap») or drops it («bo»)."""
    actor, at = asking.actor_of(request), clock.now()
    page = trips.trip(actor, uid)
    row = next((one for one in page.acts if one.uid == act), None)
    if row is None:
        raise Http404
    dropping, person = "bo" in request.POST, row.person
    correct = CorrectForm(request.POST if "nhap" in request.POST and person else None, row=row, places=places_of(page))
    form: Form = ReasonForm(request.POST) if dropping or ("nhap" in request.POST and not person) else correct

    def settle(given: dict[str, Any]) -> str:
        if dropping:
            trips.drop(actor=actor, at=at, trip_uid=uid, act_uid=act, reason=given["reason"])
            return "Đã bỏ, lý do được giữ cùng lời ghi."
        told = trips.retry(actor=actor, at=at, trip_uid=uid, act_uid=act, changes=correct.changes() if person else {})
        return "Đã nhập." if told.state == "merged" else ""

    told, status = posting.attempt(form, settle)
    if told:
        messages.success(request, told)
        return redirect("desk:trip", uid)
    if status == 302:  # it was tried, and is held again, perhaps for another reason
        row, status = next(one for one in trips.trip(actor, uid).acts if one.uid == act), 409
    drop = form if dropping else ReasonForm()
    facts = {"page": page, "row": row, "correct": correct, "drop": drop}
    return render(request, "desk/trips/decide.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@duty(*trips.GOERS)
def from_paper(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the sheet as it was printed, to be typed in with the keyboard alone; POST merges every line that says something."""
    actor, day = asking.actor_of(request), asking.today()
    page = trips.trip(actor, uid)
    data = request.POST if request.method == "POST" else None
    head = SheetForm(data, initial={"key": new_uid(), "at": clock.now()})
    lines = [LineForm(data, prefix=f"l{one.id}", line=one) for one in page.untold]
    offers, visits = offered(day), [one for one in page.untold if one.kind == "visit"]
    asked: dict[str, Any] = {"offers": offers, "visits": visits, "places": places_of(page)}
    blanks = [BlankForm(data, prefix=f"n{number}", **asked) for number in range(1, BLANKS + 1)]
    looked_at = [form.is_valid() for form in (head, *lines, *blanks)]  # all of them, so that every fault is shown at once
    if data is not None and all(looked_at):
        key, at = head.cleaned_data["key"], head.cleaned_data["at"]
        told_by = [*(form.sent(key, at) for form in lines), *(form.sent(key, at) for form in blanks)]
        sent = [one for one in told_by if one is not None]
        told = [trips.merge(actor=actor, at=clock.now(), trip_uid=uid, sent=one) for one in sent]
        held = sum(one.state == "exception" for one in told)
        done = "Đã nhập %(merged)s việc từ bản giấy."
        if held:
            done = "Đã nhập %(merged)s việc từ bản giấy. %(held)s việc chờ quyết định."
        messages.success(request, tongues.told(done, merged=len(told) - held, held=held))
        return redirect("desk:trip", uid)
    facts = {"page": page, "head": head, "lines": lines, "blanks": blanks}
    return render(request, "desk/trips/paper.html", facts, status=422 if data is not None else 200)


@require_GET
@duty(*trips.GOERS)
def sheet_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the run sheet as PDF.  Raises TripUnknown."""
    page = trips.trip(asking.actor_of(request), uid)

    def address(code: str, key: str) -> str:
        return request.build_absolute_uri(f"{reverse('portal:lookup')}?{urlencode({'ma': code, 'khoa': key})}")

    return asking.pdf(f"chuyen-ve-ban-{page.number.replace('/', '-')}", "trips/run_sheet.typ", trips.printed(page, address))
