"""Sending a document, sending it again, taking it back, correcting it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.delivery.forms import AnswerForm, RecallForm, SendForm, UpdateForm
from lienthong.doors.desk.web.documents import keeping
from lienthong.office.accounts.public import duty
from lienthong.office.files import public as files
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def send(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask to whom a document goes, those marked whom it names already; POST sends it.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    line = documents.line_of(actor, uid)
    book = delivery.address_book(actor, asking.today())
    have = {row.receiver_name for row in delivery.of_document(actor, uid) if row.state not in ("refused", "failed", "recalled")}
    named = [one.key for one in book.named_in(line.recipients) if one.name not in have]
    typed = request.POST if request.method == "POST" else None
    form = SendForm(typed, initial={"recipients": named}, book=book, have=have)

    def act(given: dict[str, Any]) -> str:
        members = [one.key for one in book.of_groups(map(UUID, given.get("groups", ()))) if one.name not in have]
        chosen = [*given["recipients"], *given["on_paper"], *members]
        replaces = _of_symbol(request, given["replaces"])
        made = delivery.send(
            actor=actor, at=at, document_uid=uid, recipients=chosen, on_paper=given["on_paper"], replaces=replaces
        )
        return tongues.told("Đã gửi %(number)s tới %(count)s nơi.", number=line.label, count=len(made))

    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:document", uid)
    facts = {"line": line, "form": form, "files": len(files.of_object(uid)), "have": sorted(have)}
    return render(request, "desk/delivery/send.html", facts, status=status)


def _of_symbol(request: HttpRequest, symbol: str) -> UUID | None:
    """Return the outgoing document of a symbol, None when none is named.  Raises DocumentUnknown."""
    if not symbol:
        return None
    uid = documents.outgoing_called(asking.actor_of(request), symbol)
    if uid is None:
        raise delivery.ReplacedUnknown(symbol=symbol)
    return uid


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def send_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether a packet that did not leave is to be sent once more; POST does it.  Raises DispatchUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = delivery.dispatch(actor, uid)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        delivery.send_again(actor=actor, at=at, dispatch_uid=uid)
        return tongues.told("Sẽ gửi lại cho %(name)s.", name=row.receiver_name), reverse("desk:document", args=[row.document_uid])

    facts = {
        "title": translated("Gửi lại gói tin"), "name": f"{row.symbol} · {row.receiver_name}", "lead": row.note,
        "button": translated("Gửi lại"), "back": reverse("desk:document", args=[row.document_uid]),
    }  # fmt: skip
    return keeping.ask(request, Form(_typed(request)), act, facts)


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def recall(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a document is recalled; POST recalls it.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    line = documents.line_of(actor, uid)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        back, asked = delivery.recall(actor=actor, at=at, document_uid=uid, reason=given["reason"])
        told = "Đã thu hồi %(number)s: lấy lại ngay ở %(back)s nơi chưa vào sổ, yêu cầu %(asked)s nơi còn lại."
        return tongues.told(told, number=line.label, back=back, asked=asked), reverse("desk:document", args=[uid])

    facts = {
        "title": translated("Thu hồi văn bản"), "name": f"{line.label} · {line.subject}", "warns": True,
        "lead": translated("Không quay lại được: văn bản được giữ nguyên, đánh dấu thu hồi và không dùng tiếp được nữa."),
        "button": translated("Thu hồi văn bản này"), "back": reverse("desk:document", args=[uid]),
    }  # fmt: skip
    return keeping.ask(request, RecallForm(_typed(request)), act, facts)


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def update(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the corrected file of a document; POST sends it to whoever has the document.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    line = documents.line_of(actor, uid)
    form = UpdateForm(_typed(request), request.FILES if request.method == "POST" else None)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        upload = documents.Upload(given["file"].name, given["file"].read())
        many = delivery.update(actor=actor, at=at, document_uid=uid, reason=given["reason"], uploads=(upload,))
        told = tongues.told("Đã gửi bản cập nhật của %(number)s tới %(count)s nơi.", number=line.label, count=many)
        return told, reverse("desk:document", args=[uid])

    facts = {
        "title": translated("Gửi bản cập nhật"), "name": f"{line.label} · {line.subject}",
        "lead": translated("Nơi đã nhận thấy tệp mới ở chỗ chờ vào sổ: ghép vào văn bản là đồng ý, không tiếp nhận là từ chối."),
        "button": translated("Gửi bản cập nhật"), "back": reverse("desk:document", args=[uid]),
    }  # fmt: skip
    return keeping.ask(request, form, act, facts)


@require_http_methods(["GET", "POST"])
@duty(*delivery.SENDERS)
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether a recall is agreed to; POST answers it.  Raises DispatchUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = delivery.dispatch(actor, uid)
    where = row.document_uid if row.mine else row.received_uid
    back = reverse("desk:document", args=[where]) if where else f"{reverse('desk:deliveries')}?xem=thu-hoi"

    def act(given: dict[str, Any]) -> tuple[str, str]:
        agree = given["answer"] == "agreed"
        delivery.answer(actor=actor, at=at, dispatch_uid=uid, agree=agree, reason=given["reason"])
        words = "Đã đồng ý thu hồi %(number)s." if agree else "Đã từ chối thu hồi %(number)s."
        return tongues.told(words, number=row.symbol), back

    facts = {
        "title": translated("Trả lời yêu cầu thu hồi"), "name": f"{row.symbol} · {row.sender_name}", "lead": row.asked_why,
        "button": translated("Gửi trả lời"), "warns": True, "back": back,
    }  # fmt: skip
    return keeping.ask(request, AnswerForm(_typed(request)), act, facts)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
