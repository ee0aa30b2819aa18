"""Lists of dossiers and the search box."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk.web import asking, shapes
from lienthong.office.accounts.public import signed_in
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Tab

VIEWS = (
    ("today", "Nhận hôm nay"),
    ("open", "Đang giải quyết"),
    ("in_time", "Trong hạn"),
    ("due_soon", "Sắp đến hạn"),
    ("overdue", "Quá hạn"),
    ("paused", "Tạm dừng"),
    ("ready", "Chờ trả kết quả"),
    ("done", "Đã kết thúc"),
)
LETTERS = 5
"""Documents that the search box shows beneath the dossiers."""
EMPTY = {
    "today": ("Hôm nay chưa nhận hồ sơ nào", "Hồ sơ vừa nhận ở đơn vị này sẽ hiện ở đây."),
    "ready": ("Không có kết quả nào chờ trả", "Kết quả hiện ở đây khi bước cuối đã ký xong."),
    "overdue": ("Không có hồ sơ quá hạn", "Hồ sơ hiện ở đây khi ngày hẹn trả đã qua mà chưa xong."),
}


@require_GET
@signed_in
def dossiers_list(request: HttpRequest) -> HttpResponse:
    """Show one list of dossiers; the filters are chips, each can be taken away; pages go by key."""
    actor, at = asking.actor_of(request), clock.now()
    view = request.GET.get("xem", "today")
    view = view if view in dict(VIEWS) else "today"
    asked = {name: request.GET.get(name, "") for name in ("don-vi", "dang-o", "thu-tuc")}
    after = request.GET.get("sau", "")
    if view == "today" and not any(asked.values()):
        page = dossiers.received_on(actor, org.local_day(at), at, after=after)
    elif view == "ready" and not any(asked.values()):
        page = dossiers.ready_to_return(actor, at, after=after)
    else:
        page = dossiers.listed(
            actor, at, unit_id=asking.whole(asked["don-vi"], 0) or None, where_unit_id=asking.whole(asked["dang-o"], 0) or None,
            state={"today": "open", "ready": "done"}.get(view, view), procedure_code=asked["thu-tuc"], after=after,
        )  # fmt: skip
    title, hint = EMPTY.get(view, ("Không có hồ sơ nào ở danh sách này", "Chọn thẻ khác hoặc bỏ bớt bộ lọc."))
    facts = {
        "tabs": [Tab(_address(key, asked), label, key == view) for key, label in VIEWS],
        "chips": _chips(view, asked),
        "heading": dict(VIEWS)[view],
        "next_url": _address(view, asked, after=page.after) if page.after else "",
        "first_url": _address(view, asked) if after else "",
        "empty_title": title,
        "empty_text": hint,
        **shown_rows(page.rows),
    }
    return render(request, "desk/dossiers.html", facts)


@require_GET
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Show the dossiers and documents that were searched for; a full code that is found opens its dossier."""
    actor, at = asking.actor_of(request), clock.now()
    text = request.GET.get("q", "").strip()[:100]
    found = dossiers.search(actor, text, at)
    if len(found) == 1 and found[0].code == text.upper():
        return HttpResponseRedirect(asking.dossier_url(found[0].uid))
    letters = _letters(actor, text)
    return render(request, "desk/search.html", {"text": text, "letters": letters, **shown_rows(found)})


def _letters(actor: Actor, text: str) -> tuple[documents.EntryRow, ...]:
    """Return the latest documents that say it; their own page finds the rest."""
    if not text:
        return ()
    part = "symbol" if documents.looks_like_symbol(text) else ""
    return tuple(one.line for one in documents.search(actor, text, part=part).rows[:LETTERS])


def shown_rows(rows: tuple[dossiers.DossierRow, ...]) -> dict[str, object]:
    """Return the rows as the table draws them: each with the look of its clock and where it is."""
    units = org.units({row.where_unit_id for row in rows if row.where_unit_id})
    names = {key: unit.short_name or unit.name for key, unit in units.items()}
    return {"rows": [(row, shapes.state_of(row), names.get(row.where_unit_id or 0, "")) for row in rows]}


def _address(view: str, asked: dict[str, str], *, after: str = "") -> str:
    words = {"xem": view, **{name: value for name, value in asked.items() if value}, **({"sau": after} if after else {})}
    return f"{reverse('desk:dossiers')}?{urlencode(words)}"


def _chips(view: str, asked: dict[str, str]) -> list[Tab]:
    """Return the filters in use as chips; following one takes its filter away."""
    units = org.units({asking.whole(asked[name], 0) for name in ("don-vi", "dang-o") if asked[name]})
    words = {"don-vi": "Nơi nhận", "dang-o": "Đang ở", "thu-tuc": "Thủ tục"}
    chips = []
    for name, value in asked.items():
        if value:
            unit = units.get(asking.whole(value, 0))
            rest = {other: kept for other, kept in asked.items() if other != name}
            label = tongues.joined(": ", (words[name], f"{unit.name if unit else value} ✕"))
            chips.append(Tab(_address(view, rest), label, here=True))
    return chips
