"""What arrived and waits: the list, one of them with the form that registers it, and the other ways to settle it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.documents import keeping
from lienthong.doors.desk.web.documents import shapes as letters
from lienthong.doors.desk.web.documents.forms import IncomingForm
from lienthong.doors.desk.web.intake import shapes
from lienthong.doors.desk.web.intake.forms import JoinForm, RefuseForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated

SHOWN = 20_000
"""So many characters of the text are shown."""
WORDS = {"file": "đọc từ tệp", "ocr": "máy nhận dạng từ ảnh, có thể sai chữ", "wait": "máy chưa đọc tới"}


@require_safe
@duty(*intake.READERS)
def arrivals(request: HttpRequest) -> HttpResponse:
    """Show what arrived at the unit in a state, or what one upload brought («dot»), the latest first."""
    actor = asking.actor_of(request)
    asked, batch = request.GET.get("trang-thai", ""), asking.uid_of(request.GET.get("dot"))
    state = asked if asked in intake.STATES else "waiting"
    rows, further = intake.arrivals(actor, state=state, before=asking.whole(request.GET.get("truoc"), 0), batch=batch)
    words: dict[str, Any] = {"dot": batch} if batch else {"trang-thai": state}
    looked = sum(row.files - row.pending for row in rows)
    facts = {
        "tabs": shapes.state_tabs("" if batch else state), "lines": shapes.lines(rows), "batch": batch, "state": state,
        "next": f"?{urlencode({**words, 'truoc': further})}" if further else "", "looked": looked,
        "failing": intake.failing(actor), "brought": sum(row.files for row in rows), "pending": sum(row.pending for row in rows),
        "bodies": documents.bodies_of(actor, asking.today()) if actor.has(*intake.SETTLERS) else [],
    }  # fmt: skip
    return render(request, "desk/intake/arrivals.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*intake.READERS)
def arrival(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what arrived with the form that registers it; POST does, or with «xem» only reads what was typed again.

    Raises ArrivalUnknown.
    """
    actor, at = asking.actor_of(request), clock.now()
    found = intake.arrival(actor, uid)
    row, saving = found.row, request.method == "POST" and "xem" not in request.POST
    typed = request.POST.dict() if request.method == "POST" else {}
    form = IncomingForm(request.POST if saving else None, initial={**shapes.initial(row), **typed}, on=asking.today())
    form.fields["symbol"].widget.attrs.pop("autofocus")  # the files above are looked at first
    chosen = [one for one in map(asking.uid_of, request.POST.getlist("file")) if one] if typed else None
    made = list[documents.Numbered]()

    def write(given: dict[str, Any]) -> str:
        reason, new = given.pop("reason"), letters.incoming_of(given)
        said = row.proposal
        new = replace(new, signer=said.signer, signer_capacity=said.signer_capacity)
        made.append(intake.register(actor=actor, at=at, arrival_uid=uid, new=new, reason=reason, files_uids=chosen))
        return tongues.told("Đã vào sổ văn bản đến: số %(number)s.", number=made[0].label)

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("desk:document", made[0].document_uid)
    return render(request, "desk/intake/arrival.html", _facts(request, found, form, chosen), status=status)


def _facts(request: HttpRequest, found: intake.ArrivalSheet, form: IncomingForm, chosen: list[UUID] | None) -> dict[str, Any]:
    """Return what the page of an arrival shows; what the register has like it is asked only while it waits."""
    actor, row = asking.actor_of(request), found.row
    waits = row.state == "waiting"
    said = {name: request.POST.get(name, getattr(row.proposal, name)) for name in ("symbol", "issuer", "issued_on")}
    symbol, day = said["symbol"].strip()[: documents.MOST["symbol"]], letters.day_of(said["issued_on"])
    reading = letters.reading_of(symbol, day or asking.today())
    twins = (
        documents.twins_of(
            actor, body_key=row.body_key, issuer=said["issuer"][: documents.MOST["issuer"]], symbol=reading.written or symbol,
            issued_on=day, hashes=found.hashes,
        )
        if waits
        else []
    )  # fmt: skip
    return {
        "row": row, "form": form, "files": [(one, chosen is None or one.file_uid in chosen) for one in found.files],
        "channel": documents.CHANNELS[row.channel], "look": shapes.LOOKS[row.state], "state": shapes.state_of(row),
        "waits": waits, "may": actor.has(*intake.SETTLERS), "symbol": symbol, "reading": reading, "twins": twins,
        "text": found.text[:SHOWN], "how": WORDS.get(found.how, ""), "missing": found.missing,
        "past": row.received_at.date() < asking.today(),
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@duty(*intake.SETTLERS)
def join(request: HttpRequest, uid: UUID, document: UUID) -> HttpResponse:
    """Ask whether what arrived is a registered document once more; POST joins it.  Raises ArrivalUnknown, DocumentUnknown."""
    actor = asking.actor_of(request)
    row, line = intake.arrival(actor, uid).row, documents.document(actor, document).line
    form = JoinForm(request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        number = intake.join(actor=actor, at=clock.now(), arrival_uid=uid, document_uid=document)
        told = tongues.told("Đã ghép vào văn bản số đến %(number)s.", number=number)
        return told, reverse("desk:document", args=[document])

    facts = {
        "title": translated("Ghép với văn bản đã vào sổ"), "name": row.title, "button": translated("Ghép vào số đến này"),
        "lead": tongues.told(
            "Số đến %(number)s: %(subject)s. Không lấy số mới; tệp chưa có được thêm vào văn bản ấy.",
            number=line.label, subject=line.subject or line.symbol,
        ),
        "back": reverse("desk:arrival", args=[uid]),
    }  # fmt: skip
    return keeping.ask(request, form, act, facts)


@require_http_methods(["GET", "POST"])
@duty(*intake.SETTLERS)
def refuse(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why what arrived is not taken; POST refuses it.  Raises ArrivalUnknown."""
    actor = asking.actor_of(request)
    row = intake.arrival(actor, uid).row
    form = RefuseForm(request.POST if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        intake.refuse(actor=actor, at=clock.now(), arrival_uid=uid, reason=given["reason"])
        return tongues.told("Đã ghi không tiếp nhận; tệp và lý do được giữ lại."), reverse("desk:arrivals")

    facts = {
        "title": translated("Không tiếp nhận"), "name": row.title, "button": translated("Không tiếp nhận"), "warns": True,
        "lead": translated("Tệp được giữ nguyên và lấy lại được; nơi gửi được báo lý do."),
        "back": reverse("desk:arrival", args=[uid]),
    }  # fmt: skip
    return keeping.ask(request, form, act, facts)


@require_POST
@duty(*intake.SETTLERS)
def restore(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Let what was refused wait again."""

    def act() -> str:
        intake.restore(actor=asking.actor_of(request), at=clock.now(), arrival_uid=uid)
        return tongues.told("Văn bản đã trở lại danh sách chờ vào sổ.")

    posting.press(request, act)
    return redirect("desk:arrival", uid)
