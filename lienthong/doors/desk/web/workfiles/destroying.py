"""Destruction at the desk: a list with its council, what each member says of each file, the head's decision, the minutes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.posting import ask
from lienthong.doors.desk.web.workfiles.forms import MOST, DestroyForm, SettleForm
from lienthong.doors.desk.web.workfiles.lists import titled
from lienthong.doors.desk.web.workfiles.plans import ACT
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.tongues import translated

LOOKS = {"review": "due_soon", "done": "stopped", "dropped": "withdrawn"}


class SayForm(Form):
    """What a member says of each file of a list."""

    def __init__(self, *args: Any, rows: list[workfiles.DestroyedRow], name: str, **kwargs: Any) -> None:
        """Ask of each file whether it goes, and why it stays; what the member said before stands there."""
        super().__init__(*args, **kwargs)
        for one in rows:
            said = one.of(name)
            choices = [("go", translated("Đồng ý hủy")), ("stay", translated("Giữ lại"))]
            first = "" if said.agrees is None else "go" if said.agrees else "stay"
            label = f"{one.symbol} · {one.title}"
            self.fields[f"say-{one.place}"] = forms.ChoiceField(
                label=label, widget=forms.RadioSelect, choices=choices, initial=first,
                error_messages={"required": translated("Cho ý kiến về hồ sơ %(symbol)s.", symbol=one.symbol)},
            )  # fmt: skip
            self.fields[f"why-{one.place}"] = LineField(
                label=translated("Lý do giữ lại %(symbol)s", symbol=one.symbol), max_length=MOST["reason"], required=False,
                initial=said.reason,
            )  # fmt: skip


@require_safe
@duty(*workfiles.READERS)
def destructions(request: HttpRequest) -> HttpResponse:
    """Show the destruction lists of the unit."""
    actor = asking.actor_of(request)
    facts = {
        "rows": [
            (row, LOOKS[row.state], translated(workfiles.DESTRUCTION_STATES[row.state])) for row in workfiles.destructions(actor)
        ],
        "may_list": actor.has(*workfiles.PLANNERS),
    }
    return render(request, "desk/workfiles/destructions.html", facts)


def _titled(title: str, name: str, button: str, back: str, *, lead: str = "") -> dict[str, Any]:
    facts = titled(title, name, button, back, lead=lead, warns=True)
    return facts | {"place": reverse("desk:destructions"), "place_name": translated("Tiêu hủy")}


@require_http_methods(["GET", "POST"])
@duty(*workfiles.PLANNERS)
def make(request: HttpRequest) -> HttpResponse:
    """Ask which files whose time is over go, why, and who reviews them; POST makes the list."""
    actor, at = asking.actor_of(request), clock.now()
    rows = [one for one in workfiles.all_files(actor, "over", asking.today()) if not one.held]
    people = {str(one.person_uid): f"{one.name} · {one.title}" for one in org.staff_of([actor.unit_id], asking.today())}
    form = DestroyForm(request.POST if request.method == "POST" else None, files=rows, people=list(people.items()))

    def begin(given: dict[str, Any]) -> tuple[str, str]:
        council = {UUID(one): "member" for one in given["members"]}
        council |= {UUID(given["secretary"]): "secretary", UUID(given["chair"]): "chair"}
        doomed = [workfiles.Doomed(UUID(one), "") for one in given["chosen"]]
        uid = workfiles.list_for_destruction(actor=actor, at=at, reason=given["reason"], doomed=doomed, council=council)
        return tongues.told("Đã lập danh sách %(count)s hồ sơ, chờ Hội đồng.", count=len(doomed)), reverse(
            "desk:destruction", args=[uid]
        )

    lead = translated("Chỉ hồ sơ đã hết thời hạn bảo quản, không bị giữ lại mới đưa vào danh sách được.")
    facts = _titled(
        translated("Lập danh sách tiêu hủy"), actor.unit, translated("Lập danh sách"), reverse("desk:destructions"),
        lead=lead if rows else translated("Chưa có hồ sơ nào hết thời hạn bảo quản."),
    )  # fmt: skip
    return ask(request, ACT, form, begin, facts | {"nothing": not rows})


@require_http_methods(["GET", "POST"])
@duty(*workfiles.READERS)
def destruction(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a list; POST says what a member of its council thinks of each file.  Raises DestructionUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row, council, lines = workfiles.destruction(actor, uid)
    me = next((one for one in council if one.person_uid == actor.person_uid), None)
    says = me is not None and row.state == "review"
    form = SayForm(request.POST if request.method == "POST" else None, rows=lines if says else [], name=me.name if me else "")

    def say(given: dict[str, Any]) -> str:
        said = {
            one.uid: workfiles.Said(agrees=given[f"say-{one.place}"] == "go", reason=given[f"why-{one.place}"])
            for one in (lines if says else ())
        }
        workfiles.decide(actor=actor, at=at, destruction_uid=uid, said=said)
        return tongues.told("Đã ghi ý kiến của ông/bà.")

    told, status = posting.attempt(form, say) if says or request.method == "POST" else ("", 200)
    if told:
        messages.success(request, told)
        return redirect("desk:destruction", uid)
    facts = {
        "row": row, "council": [(one, workfiles.ROLES[one.role]) for one in council], "lines": lines, "look": LOOKS[row.state],
        "state": translated(workfiles.DESTRUCTION_STATES[row.state]), "form": form, "says": says,
        "may_settle": row.state == "review" and actor.has(*workfiles.HEADS),
    }  # fmt: skip
    return render(request, "desk/workfiles/destruction.html", facts, status=status)


@require_safe
@duty(*workfiles.READERS)
@tongues.in_vietnamese
def destruction_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the minutes of a destruction as PDF.  Raises DestructionUnknown."""
    actor = asking.actor_of(request)
    row, council, lines = workfiles.destruction(actor, uid)
    data = workfiles.destruction_paper(actor, row, council, lines)
    return asking.pdf(f"bien-ban-huy-{row.year}-{row.number:02}", "workfiles/destruction.typ", data)


@require_http_methods(["GET", "POST"])
@duty(*workfiles.HEADS)
def settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask whether a list is destroyed; POST decides it.  Raises DestructionUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = workfiles.destruction(actor, uid)[0]
    form = SettleForm(request.POST if request.method == "POST" else None)

    def decide(given: dict[str, Any]) -> tuple[str, str]:
        agrees = given["verdict"] == "yes"
        done = workfiles.settle(actor=actor, at=at, destruction_uid=uid, agrees=agrees, reason=given["reason"])
        return tongues.told("Đã quyết định: tiêu hủy %(count)s hồ sơ.", count=done), reverse("desk:destruction", args=[uid])

    facts = _titled(
        translated("Quyết định tiêu hủy"), f"{row.number:02}/{row.year} · {row.reason}", translated("Quyết định"),
        reverse("desk:destruction", args=[uid]),
        lead=translated("Hồ sơ có thành viên đề nghị giữ thì ở lại; tài liệu còn nằm trong hồ sơ khác không bị hủy."),
    )  # fmt: skip
    return ask(request, ACT, form, decide, facts)
