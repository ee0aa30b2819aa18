"""One file at the desk: what lies in it, its closing in two steps, holds, what is printed and handed out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.posting import ask
from lienthong.doors.desk.web.workfiles.forms import CheckForm, CloseForm, HoldForm, ItemForm, KeepForm, ReasonForm
from lienthong.doors.desk.web.workfiles.lists import look_of, titled
from lienthong.doors.desk.web.workfiles.plans import ACT
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated

THINGS = {"letter": "desk:document", "dossier": "desk:dossier", "result": "desk:dossier", "loose": "desk:file"}
"""Where a thing of a file is opened."""


def _thing(one: workfiles.ItemRow) -> tuple[workfiles.ItemRow, str, str]:
    """Return a thing with what it is in words and its address."""
    route = THINGS.get(one.kind, "")
    return one, workfiles.ITEM_KINDS[one.kind], reverse(route, args=[one.object_uid]) if route else ""


@require_safe
@duty(*workfiles.READERS)
def file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a file with what lies in it and what it lacks.  Raises WorkFileUnknown."""
    actor = asking.actor_of(request)
    found = workfiles.sheet(actor, uid)
    row = found.file
    mine, writes, heads = row.keeper_id == actor.unit_id, actor.has(*workfiles.WRITERS), actor.has(*workfiles.HEADS)
    here = mine or row.store != ""
    facts = {
        "sheet": found, "file": row, "look": look_of(row), "things": [_thing(one) for one in found.items],
        "holds": [(one, workfiles.HOLD_KINDS[one.kind]) for one in found.holds],
        "store": workfiles.STORES.get(row.store, ""), "heads": workfiles.CONTENT_HEADS,
        "may_fill": mine and writes and row.state == "open", "may_check": mine and heads and row.state == "submitted",
        "may_reopen": mine and heads and row.state in {"submitted", "closed"},
        "may_keep": mine and heads and row.state == "closed" and row.due_on is not None,
        "may_hold": here and actor.has(*workfiles.PLANNERS) and row.state != "destroyed",
        "may_export": row.state != "destroyed",
    }  # fmt: skip
    return render(request, "desk/workfiles/file.html", facts)


@require_safe
@duty(*workfiles.READERS)
@tongues.in_vietnamese
def contents_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the list of documents of a file as PDF.  Raises WorkFileUnknown."""
    found = workfiles.sheet(asking.actor_of(request), uid)
    return asking.pdf(f"muc-luc-{found.file.symbol}", "workfiles/contents.typ", workfiles.content_paper(found))


@require_safe
@duty(*workfiles.READERS)
@tongues.in_vietnamese
def contents_xlsx(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the list of documents of a file as a workbook.  Raises WorkFileUnknown."""
    found = workfiles.sheet(asking.actor_of(request), uid)
    book = leading_tables.table_book(
        title=translated("Mục lục văn bản trong hồ sơ %(symbol)s", symbol=found.file.symbol), heads=workfiles.CONTENT_HEADS,
        rows=workfiles.content_rows(found), notes=[found.file.title],
    )  # fmt: skip
    return leading_tables.xlsx_answer(f"muc-luc-{found.file.symbol}", book)


@require_safe
@duty(*workfiles.READERS)
def package(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a file with its contents and official fields as a .zip.  Raises WorkFileUnknown, NotInThisState, FieldDoesNotFit."""
    name, content = workfiles.packaged(asking.actor_of(request), uid)
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _ask(
    request: HttpRequest,
    uid: UUID,
    form: Form,
    act: Callable[[dict[str, Any]], str],
    words: tuple[str, str, str],
    *,
    warns: bool = False,
    found: workfiles.Sheet | None = None,
    checks: Sequence[workfiles.Check] = (),
) -> HttpResponse:
    """Show the form of an act on a file, or do it and go back to the file.

    act    returns the sentence that tells of it.   words  title, button and lead of the page, in its language.
    """
    sheet, back = found or workfiles.sheet(asking.actor_of(request), uid), reverse("desk:work_file", args=[uid])
    name = f"{sheet.file.symbol} · {sheet.file.title}"
    facts = titled(words[0], name, words[1], back, lead=words[2], warns=warns)
    return ask(request, ACT, form, lambda given: (act(given), back), facts | {"checks": checks})


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def item(request: HttpRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Ask for pages, place and note of a thing in a file; POST writes them.  Raises WorkFileUnknown, ThingUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    found = workfiles.sheet(actor, uid)
    there = next((one for one in found.items if one.uid == item), None)
    if there is None:
        raise workfiles.ThingUnknown(thing=str(item))
    form = ItemForm(_typed(request), initial={"pages": there.pages or None, "place": there.place, "note": there.note})

    def write(given: dict[str, Any]) -> str:
        workfiles.describe(actor=actor, at=at, file_uid=uid, item_uid=item, **given)
        return tongues.told("Đã ghi số trang và thứ tự.")

    words = (translated("Số trang, thứ tự"), translated("Ghi"), f"{there.symbol} {there.title}".strip())
    return _ask(request, uid, form, write, words, found=found)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def take_out(request: HttpRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Ask why a thing is taken out of a file; POST takes it out.  Raises WorkFileUnknown, ThingUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def take(given: dict[str, Any]) -> str:
        workfiles.take_out(actor=actor, at=at, file_uid=uid, item_uid=item, **given)
        return tongues.told("Đã bỏ ra khỏi hồ sơ.")

    lead = translated("Văn bản vẫn còn trong sổ; chỉ bỏ khỏi hồ sơ này, lý do được giữ lại.")
    words = (translated("Bỏ khỏi hồ sơ"), translated("Bỏ khỏi hồ sơ"), lead)
    return _ask(request, uid, ReasonForm(_typed(request)), take, words, warns=True)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what a file still lacks and ask for its end; POST closes it.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    found = workfiles.sheet(actor, uid)
    first = {"ended_on": asking.today(), "title": found.file.title, "period": found.file.period}

    def end(given: dict[str, Any]) -> str:
        workfiles.close(actor=actor, at=at, file_uid=uid, **given)
        return tongues.told("Đã kết thúc hồ sơ, chờ lãnh đạo kiểm tra.")

    lead = translated("Mọi dòng kiểm tra dưới đây phải đạt; sau đó lãnh đạo kiểm tra lại.")
    words = (translated("Kết thúc hồ sơ"), translated("Kết thúc, chuyển kiểm tra"), lead)
    return _ask(request, uid, CloseForm(_typed(request), initial=first), end, words, found=found, checks=found.checks)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.HEADS)
def check(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether a closed file is right; POST agrees or gives it back.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def settle(given: dict[str, Any]) -> str:
        agrees = given["verdict"] == "yes"
        workfiles.check(actor=actor, at=at, file_uid=uid, agrees=agrees, reason=given["reason"])
        return tongues.told("Hồ sơ đã kết thúc.") if agrees else tongues.told("Đã trả lại hồ sơ để sửa.")

    words = (translated("Kiểm tra hồ sơ"), translated("Ghi kết quả"), translated("Người kiểm tra khác người kết thúc hồ sơ."))
    return _ask(request, uid, CheckForm(_typed(request)), settle, words)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.HEADS)
def reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a file is opened again; POST opens it.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def again(given: dict[str, Any]) -> str:
        workfiles.reopen(actor=actor, at=at, file_uid=uid, **given)
        return tongues.told("Đã mở lại hồ sơ.")

    lead = translated("Hồ sơ phải kết thúc và kiểm tra lại từ đầu.")
    words = (translated("Mở lại hồ sơ"), translated("Mở lại"), lead)
    return _ask(request, uid, ReasonForm(_typed(request)), again, words, warns=True)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.HEADS)
def keep(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask until when the unit keeps a file that is due; POST consents.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def consent(given: dict[str, Any]) -> str:
        workfiles.keep_longer(actor=actor, at=at, file_uid=uid, **given)
        return tongues.told("Đã đồng ý giữ hồ sơ tại đơn vị.")

    words = (translated("Giữ hồ sơ tại đơn vị"), translated("Đồng ý giữ"), "")
    return _ask(request, uid, KeepForm(_typed(request)), consent, words)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.PLANNERS)
def hold(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a file is held; POST holds it.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def place(given: dict[str, Any]) -> str:
        workfiles.hold(actor=actor, at=at, file_uid=uid, **given)
        return tongues.told("Hồ sơ được giữ lại, không tiêu hủy cho tới khi thôi giữ.")

    lead = translated("Lệnh giữ lại mạnh hơn mọi thời hạn bảo quản.")
    words = (translated("Giữ lại hồ sơ"), translated("Giữ lại"), lead)
    return _ask(request, uid, HoldForm(_typed(request)), place, words)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.PLANNERS)
def lift(request: HttpRequest, uid: UUID, hold: UUID) -> HttpResponse:
    """Ask why a hold is lifted; POST lifts it.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def end(given: dict[str, Any]) -> str:
        workfiles.lift(actor=actor, at=at, file_uid=uid, hold_uid=hold, **given)
        return tongues.told("Đã thôi giữ lại.")

    words = (translated("Thôi giữ lại hồ sơ"), translated("Thôi giữ"), "")
    return _ask(request, uid, ReasonForm(_typed(request)), end, words, warns=True)
