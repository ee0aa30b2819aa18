"""The archive at the desk: what is due is handed in many at once, the archive signs with box and shelf, minutes are printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.posting import ask
from lienthong.doors.desk.web.workfiles.forms import HandInForm, ReasonForm, TakeForm
from lienthong.doors.desk.web.workfiles.lists import titled
from lienthong.doors.desk.web.workfiles.plans import ACT
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated

LOOKS = {"given": "due_soon", "done": "completed", "refused": "refused"}


def _titled(title: str, name: str, button: str, back: str, *, lead: str = "", warns: bool = False) -> dict[str, Any]:
    facts = titled(title, name, button, back, lead=lead, warns=warns)
    return facts | {"place": reverse("desk:hand_ins"), "place_name": translated("Nộp lưu")}


@require_safe
@duty(*workfiles.READERS)
def hand_ins(request: HttpRequest) -> HttpResponse:
    """Show what the unit handed in or gets, the latest first."""
    actor = asking.actor_of(request)
    rows, before = workfiles.hand_ins(actor, before=asking.whole(request.GET.get("truoc"), 0))
    facts = {
        "rows": [
            (row, workfiles.STORES[row.store], LOOKS[row.state], translated(workfiles.HAND_IN_STATES[row.state])) for row in rows
        ],
        "older": f"{reverse('desk:hand_ins')}?truoc={before}" if before else "",
        "may_give": actor.has(*workfiles.WRITERS), "may_pass": actor.has(*workfiles.ARCHIVISTS),
        "further": "party_store" if actor.capacity == "party" else "historical",
    }  # fmt: skip
    return render(request, "desk/workfiles/hand_ins.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def give(request: HttpRequest, store: str) -> HttpResponse:
    """Ask which files go to a store; POST signs for them on the giver's side."""
    actor, at = asking.actor_of(request), clock.now()
    if store not in workfiles.STORES:
        raise Http404
    rows = workfiles.to_hand_in(actor, store)
    form = HandInForm(request.POST if request.method == "POST" else None, files=rows)

    def hand(given: dict[str, Any]) -> tuple[str, str]:
        uids = [UUID(one) for one in given["chosen"]]
        uid = workfiles.hand_in(actor=actor, at=at, file_uids=uids, condition=given["condition"], store=store)
        return tongues.told("Bên giao đã ký %(count)s hồ sơ; chờ bên nhận ký.", count=len(uids)), reverse(
            "desk:hand_in", args=[uid]
        )

    lead = translated("Nộp hồ sơ đã kết thúc có thời hạn bảo quản từ 5 năm, trong 1 năm từ ngày việc kết thúc.")
    facts = _titled(
        translated("Nộp lưu hồ sơ"), translated(workfiles.STORES[store]), translated("Ký giao"), reverse("desk:hand_ins"),
        lead=lead if rows else translated("Chưa có hồ sơ nào nộp được."), warns=True,
    )  # fmt: skip
    return ask(request, ACT, form, hand, facts | {"nothing": not rows})


@require_safe
@duty(*workfiles.READERS)
def hand_in(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a hand-in with its files.  Raises HandInUnknown."""
    actor = asking.actor_of(request)
    row, lines = workfiles.hand_in_of(actor, uid)
    takes = row.state == "given" and row.archive_id == actor.unit_id and actor.has(*workfiles.ARCHIVISTS)
    facts = {
        "row": row, "lines": lines, "store": workfiles.STORES[row.store], "look": LOOKS[row.state],
        "state": translated(workfiles.HAND_IN_STATES[row.state]), "may_take": takes,
    }  # fmt: skip
    return render(request, "desk/workfiles/hand_in.html", facts)


@require_safe
@duty(*workfiles.READERS)
@tongues.in_vietnamese
def hand_in_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the minutes of a hand-in with their list as PDF.  Raises HandInUnknown."""
    row, lines = workfiles.hand_in_of(asking.actor_of(request), uid)
    return asking.pdf(f"bien-ban-giao-nhan-{row.given_at:%Y%m%d}", "workfiles/hand_in.typ", workfiles.hand_in_paper(row, lines))


@require_http_methods(["GET", "POST"])
@duty(*workfiles.ARCHIVISTS)
def take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask box and shelf of each file of a hand-in; POST signs for the archive.  Raises HandInUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row, lines = workfiles.hand_in_of(actor, uid)
    form = TakeForm(request.POST if request.method == "POST" else None, rows=lines, outside=row.store != "agency")

    def sign(given: dict[str, Any]) -> tuple[str, str]:
        places = {one.uid: workfiles.Shelved(given[f"box-{one.place}"], given[f"shelf-{one.place}"]) for one in lines}
        workfiles.take_over(actor=actor, at=at, hand_in_uid=uid, places=places, taker=given.get("taker", ""))
        return tongues.told("Đã ký nhận %(count)s hồ sơ vào lưu trữ.", count=len(lines)), reverse("desk:hand_in", args=[uid])

    facts = _titled(
        translated("Ký nhận vào lưu trữ"), row.keeper, translated("Ký nhận"), reverse("desk:hand_in", args=[uid]),
        lead=translated("Đối chiếu từng hồ sơ với mục lục, ghi hộp và giá."), warns=True,
    )  # fmt: skip
    return ask(request, ACT, form, sign, facts)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.ARCHIVISTS)
def refuse(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a hand-in is refused; POST gives it back.  Raises HandInUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = workfiles.hand_in_of(actor, uid)[0]

    def give_back(given: dict[str, Any]) -> tuple[str, str]:
        workfiles.give_back(actor=actor, at=at, hand_in_uid=uid, **given)
        return tongues.told("Đã trả lại đợt nộp lưu."), reverse("desk:hand_in", args=[uid])

    facts = _titled(
        translated("Trả lại đợt nộp lưu"), row.keeper, translated("Trả lại"), reverse("desk:hand_in", args=[uid]), warns=True
    )
    return ask(request, ACT, ReasonForm(request.POST if request.method == "POST" else None), give_back, facts)
