"""The leaders' board: units by state, whose hands hold what is overdue, and the workload of one unit."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.petitions import public as petitions
from lienthong.casework.tasks import public as tasks
from lienthong.doors.desk.web import asking, leading_shapes, leading_tables
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Part

LEADERS = ("unit_head", "division_head", "unit_reporter", "deadline_watcher")
HEADS = ("unit_head", "division_head")
NOBODY = "chua-ai"
"""The holder's word in the address for what nobody took."""


def seen_units(actor: Actor) -> frozenset[int]:
    """Return the units whose figures an actor may see."""
    return actor.sees | {actor.unit_id}


@require_safe
@duty(*LEADERS)
def board(request: HttpRequest) -> HttpResponse:
    """Show how the open dossiers of every unit seen stand, now; nothing moves by itself."""
    actor, at = asking.actor_of(request), clock.now()
    rows = dossiers.board(seen_units(actor), at)
    hands = tasks.overdue_hands(seen_units(actor), at)
    names = {row.unit_id: row.unit for row in rows}
    sums = [(label, sum(getattr(row, state) for row in rows), tone) for state, label, tone in leading_shapes.STATES]
    facts = {
        "at": at,
        "lines": leading_shapes.board_lines(rows),
        "parts": [Part(tongues.translated(label), value, tone) for label, value, tone in sums],
        "total": sum(row.total for row in rows),
        "states": leading_shapes.STATES,
        "hands": [(hand, names.get(hand.unit_id, "")) for hand in hands],
    }
    return render(request, "desk/leading/board.html", facts)


@require_safe
@duty(*LEADERS)
@tongues.in_vietnamese
def board_csv(request: HttpRequest) -> HttpResponse:
    """Return the figures of the board as CSV."""
    actor, at = asking.actor_of(request), clock.now()
    rows = dossiers.board(seen_units(actor), at)
    head = ("Đơn vị", *(label for _, label, _ in leading_shapes.STATES), "Tổng số", "Việc đang giữ", "Việc quá hạn đang giữ")
    lines = [
        (row.unit, *(getattr(row, state) for state, _, _ in leading_shapes.STATES), row.total, row.held, row.held_overdue)
        for row in rows
    ]
    return leading_tables.csv_answer(f"bang-theo-doi-{org.local_day(at):%Y%m%d}", [head, *lines])


@require_safe
@duty(*LEADERS)
def workload(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show how much lies with each person of a unit, and each open task; a head gives it to another on the dossier's page.

    Of petitions only their codes stand there; heads open them: others would learn which are about behaviour.
    """
    actor, at = asking.actor_of(request), clock.now()
    if unit_id not in seen_units(actor):
        raise Http404
    unit = org.units([unit_id]).get(unit_id)
    if unit is None:
        raise Http404
    loads = tasks.workload(unit_id, at)
    who, late = request.GET.get("nguoi", ""), "tre" in request.GET
    chosen = next((load for load in loads if who == (str(load.holder_uid) if load.holder_uid else NOBODY)), None)
    holder, unheld = (chosen.holder_uid, chosen.holder_uid is None) if chosen else (None, False)
    rows = tasks.lying(unit_id, at, holder=holder, unheld=unheld, late=late)
    many = [(load.overdue if late else load.open) for load in loads if chosen in (None, load)]
    facts = {
        "unit": unit,
        "loads": loads,
        "total": sum(load.open for load in loads),
        "rows": [(row, "completed" if row.kind == "return" else row.state) for row in rows],
        "listed": sum(many),
        "chosen": chosen,
        "late": late,
        "nobody": NOBODY,
        "may_assign": actor.has(*HEADS) and unit_id == actor.unit_id,
        "opens_petitions": petitions.may_read_behaviour(actor),
    }
    return render(request, "desk/leading/workload.html", facts)
