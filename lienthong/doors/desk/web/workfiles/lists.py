"""Lists of files, opening one, and what is put into one: letters, dossiers, loose files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.drafting import public as drafting
from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.posting import ask
from lienthong.doors.desk.web.workfiles.forms import DossierForm, DraftForm, FilterForm, LooseForm, OpenForm, PutForm
from lienthong.doors.desk.web.workfiles.plans import ACT
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import translated

VIEWS = {
    "mine": "Hồ sơ của tôi", "unit": "Cả đơn vị", "check": "Chờ kiểm tra", "due": "Đến hạn nộp lưu", "archive": "Kho lưu trữ",
    "over": "Hết thời hạn bảo quản", "stubs": "Đã tiêu hủy",
}  # fmt: skip
LOOKS = {
    "open": "registered", "submitted": "due_soon", "closed": "completed", "handed": "returned", "transferred": "returned",
    "destroyed": "stopped",
}  # fmt: skip
LIST_HEADS = (
    "Số và ký hiệu hồ sơ", "Năm", "Tiêu đề hồ sơ", "Người lập hồ sơ", "Thời hạn bảo quản", "Tình trạng", "Số văn bản", "Hộp số",
)  # fmt: skip


def look_of(row: workfiles.FileRow) -> tuple[str, str]:
    """Return how the state of a file looks, and its words."""
    return LOOKS[row.state], translated(workfiles.FILE_STATES[row.state])


def _asked(request: HttpRequest) -> tuple[str, FilterForm, dict[str, Any]]:
    view = request.GET.get("xem", "mine")
    form = FilterForm(request.GET)
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    return view if view in VIEWS else "mine", form, given


@require_safe
@duty(*workfiles.READERS)
def files(request: HttpRequest) -> HttpResponse:
    """Show files of a view: one's own, the unit's, those to be checked, due, in the archive, over, destroyed."""
    actor = asking.actor_of(request)
    view, form, given = _asked(request)
    asked = {"word": given.get("q", ""), "year": given.get("nam"), "period_key": given.get("thoi_han", "")}
    page = workfiles.files(actor, view, asking.today(), before=asking.whole(request.GET.get("truoc"), 0), **asked)
    kept = {name: request.GET[name] for name in ("q", "nam", "thoi_han") if request.GET.get(name)}
    here = reverse("desk:work_files")
    facts = {
        "tabs": [Tab(f"{here}?{urlencode({'xem': key})}", translated(words), here=key == view) for key, words in VIEWS.items()],
        "view": view, "form": form, "filtered": bool(kept), "lines": [(row, *look_of(row)) for row in page.rows],
        "older": f"{here}?{urlencode({'xem': view, **kept, 'truoc': page.before})}" if page.before else "",
        "may_open": actor.has(*workfiles.WRITERS), "plans": actor.has(*workfiles.PLANNERS),
    }  # fmt: skip
    return render(request, "desk/workfiles/files.html", facts)


@require_safe
@duty(*workfiles.READERS)
@tongues.in_vietnamese
def files_xlsx(request: HttpRequest) -> HttpResponse:
    """Return every file of a view as a workbook."""
    actor = asking.actor_of(request)
    view = _asked(request)[0]
    rows = [
        [
            row.symbol, row.year, row.title, row.person, row.period_name, workfiles.FILE_STATES[row.state], row.documents,
            row.box,
        ]
        for row in workfiles.all_files(actor, view, asking.today())
    ]  # fmt: skip
    book = leading_tables.table_book(
        title=translated("Hồ sơ công việc: %(view)s", view=VIEWS[view]), heads=LIST_HEADS, rows=rows, notes=[actor.unit]
    )
    return leading_tables.xlsx_answer(f"ho-so-cong-viec-{view}", book)


def titled(title: str, name: str, button: str, back: str, *, lead: str = "", warns: bool = False) -> dict[str, Any]:
    """Return what the page of one act on files shows beside its form."""
    return {
        "title": title, "name": name, "lead": lead, "button": button, "warns": warns, "back": back,
        "place": reverse("desk:work_files"), "place_name": translated("Hồ sơ công việc"),
    }  # fmt: skip


def _origin(request: HttpRequest) -> tuple[str, UUID | None]:
    """Return what the address says the file is opened for («?tu=letter:<mã>»)."""
    kind, _, text = request.GET.get("tu", "").partition(":")
    uid = asking.uid_of(text)
    return (kind, uid) if uid and kind in {"task", "letter", "dossier"} else ("", None)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def open_file(request: HttpRequest) -> HttpResponse:
    """Ask for a file; POST opens it, with the letter or dossier for which it is opened in it."""
    actor, at = asking.actor_of(request), clock.now()
    origin, origin_uid = _origin(request)
    lines = workfiles.lines_open(actor)
    form = OpenForm(
        request.POST if request.method == "POST" else None, lines=lines, system=actor.capacity, on=asking.today(),
        initial={"line": request.GET.get("dong", ""), "source": "own"},
    )  # fmt: skip

    def begin(given: dict[str, Any]) -> tuple[str, str]:
        line = asking.uid_of(given.pop("line"))
        new = workfiles.NewFile(line_uid=line, origin=origin, origin_uid=origin_uid, **given)
        uid = workfiles.open_file(actor=actor, at=at, new=new)
        if origin == "letter" and origin_uid:
            workfiles.put_letter(actor=actor, at=at, file_uid=uid, document_uid=origin_uid)
        elif origin == "dossier" and origin_uid:
            workfiles.put_dossier(actor=actor, at=at, file_uid=uid, dossier_uid=origin_uid)
        return tongues.told("Đã mở hồ sơ."), reverse("desk:work_file", args=[uid])

    lead = translated("Người mở là người lập hồ sơ. Chọn hồ sơ trong danh mục; phát sinh ngoài danh mục thì ghi lý do.")
    facts = titled(translated("Mở hồ sơ"), actor.unit, translated("Mở hồ sơ"), reverse("desk:work_files"), lead=lead)
    return ask(request, ACT, form, begin, facts)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def put_letter(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask into which file a letter goes; POST puts it there.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    line = documents.document(actor, uid).line
    form = PutForm(request.POST if request.method == "POST" else None, files=workfiles.open_files(actor))

    def put(given: dict[str, Any]) -> tuple[str, str]:
        file = UUID(given["file"])
        workfiles.put_letter(actor=actor, at=at, file_uid=file, document_uid=uid)
        return tongues.told("Đã đưa văn bản vào hồ sơ."), reverse("desk:work_file", args=[file])

    lead = translated("Văn bản vẫn nằm trong sổ của nó; hồ sơ giữ đường dẫn, không giữ bản chép.")
    facts = titled(
        translated("Đưa văn bản vào hồ sơ"), line.symbol or line.label, translated("Đưa vào hồ sơ"),
        reverse("desk:document", args=[uid]), lead=lead,
    )  # fmt: skip
    new = f"{reverse('desk:open_work_file')}?{urlencode({'tu': f'letter:{uid}'})}"
    return ask(request, ACT, form, put, facts | {"other": new, "other_name": translated("Mở hồ sơ mới cho văn bản này")})


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def put_loose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a loose file; POST takes it in and puts it into the work file.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    file = workfiles.sheet(actor, uid).file
    form = LooseForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def put(given: dict[str, Any]) -> tuple[str, str]:
        upload = given.pop("upload")
        workfiles.put_loose(actor=actor, at=at, file_uid=uid, new=workfiles.Loose(upload.name, upload, **given))
        return tongues.told("Đã thêm tệp vào hồ sơ."), reverse("desk:work_file", args=[uid])

    facts = titled(
        translated("Thêm tệp rời"), f"{file.symbol} · {file.title}", translated("Thêm vào hồ sơ"),
        reverse("desk:work_file", args=[uid]),
    )  # fmt: skip
    return ask(request, ACT, form, put, facts)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def put_draft(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a draft that is under way; POST puts its last version into the work file.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    file = workfiles.sheet(actor, uid).file
    rows = drafting.drafts(actor, state="open")[0]
    offered = [(str(one.uid), f"{one.type_name}: {one.subject}") for one in rows]
    form = DraftForm(request.POST if request.method == "POST" else None, drafts=offered)

    def put(given: dict[str, Any]) -> tuple[str, str]:
        last = drafting.versions(actor, UUID(given["draft"]))[0]
        workfiles.put_draft(actor=actor, at=at, file_uid=uid, version_uid=last.uid)
        return tongues.told("Đã đưa dự thảo vào hồ sơ."), reverse("desk:work_file", args=[uid])

    facts = titled(
        translated("Đưa dự thảo vào hồ sơ"), f"{file.symbol} · {file.title}", translated("Đưa vào hồ sơ"),
        reverse("desk:work_file", args=[uid]),
        lead=translated("Bản nháp được bỏ ra trước khi kết thúc hồ sơ." if rows else "Không có dự thảo nào đang soạn."),
    )  # fmt: skip
    return ask(request, ACT, form, put, facts | {"nothing": not rows})


@require_http_methods(["GET", "POST"])
@duty(*workfiles.WRITERS)
def put_dossier(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a dossier by its code; POST puts it into the work file.  Raises WorkFileUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    file = workfiles.sheet(actor, uid).file
    form = DossierForm(request.POST if request.method == "POST" else None)

    def put(given: dict[str, Any]) -> tuple[str, str]:
        found = dossiers.find(given["code"])
        if found is None:
            raise workfiles.ThingUnknown(thing=given["code"])
        workfiles.put_dossier(actor=actor, at=at, file_uid=uid, dossier_uid=found, pages=given["pages"])
        return tongues.told("Đã đưa hồ sơ thủ tục vào hồ sơ."), reverse("desk:work_file", args=[uid])

    facts = titled(
        translated("Đưa hồ sơ thủ tục vào hồ sơ"), f"{file.symbol} · {file.title}", translated("Đưa vào hồ sơ"),
        reverse("desk:work_file", args=[uid]),
    )  # fmt: skip
    return ask(request, ACT, form, put, facts)
