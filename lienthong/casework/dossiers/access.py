"""Who may see and do what with dossiers.  Row-level security stands behind the same sentence (DESIGN 6)."""

from __future__ import annotations

from django.db.models import Q

from lienthong.casework.dossiers.errors import ForeignAct
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Several

DUTY_NAMES = {
    "counter_clerk": "cán bộ một cửa",
    "centre_officer": "cán bộ trung tâm hành chính công",
    "result_clerk": "cán bộ trả kết quả",
    "cashier": "cán bộ thu phí",
    "unit_head": "lãnh đạo đơn vị",
    "division_head": "lãnh đạo phòng",
    "records_clerk": "văn thư",
    "specialist": "chuyên viên",
    "procedure_approver": "người phê duyệt thủ tục",
}


def visible(actor: Actor) -> Q:
    """Return the filter of dossiers an actor may see: received by a unit it sees; others come by participation."""
    return Q(unit_id__in=sorted(actor.sees | {actor.unit_id}))


def must(actor: Actor, *duties: str, act: str) -> None:
    """Raise ForeignAct unless the actor's post carries one of the duties."""
    if not actor.has(*duties):
        names = Several(" hoặc ", (DUTY_NAMES.get(duty, duty) for duty in duties))
        raise ForeignAct(act=act, duty=names, unit=actor.unit or "đơn vị phụ trách")
