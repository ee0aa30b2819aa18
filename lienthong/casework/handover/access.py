"""Who may start, see and sign minutes of hand-over.  Row-level security shows them to the units that take part (DESIGN 7.6)."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime

from django.db.models import Q

from lienthong.casework.handover.errors import NotYourHandover
from lienthong.casework.handover.models import Handover, HandoverReceiver
from lienthong.casework.handover.rules.listing import SUCCESSION
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

HEADS = ("unit_head", "division_head")
"""Who may start and sign for a person of the unit who is gone or absent, and for a unit that dissolves."""


def heads(actor: Actor, unit_id: int) -> bool:
    """Return whether the actor heads the unit."""
    return actor.unit_id == unit_id and actor.has(*HEADS)


def own(actor: Actor) -> frozenset[int]:
    """Return the unit that the actor heads, in a set; empty for who heads nothing."""
    return frozenset({actor.unit_id}) if actor.has(*HEADS) else frozenset()


def line(actor: Actor, at: datetime) -> frozenset[int]:
    """Return the units whose minutes somebody signs at an instant as their head: the actor's, and those that it followed.

    An heir may have ended itself before what it took over was signed for: whoever heads its own heir signs then, where it
    was split that of the largest part.  Empty for who heads nothing; statements as `org.followed_by`.
    """
    return org.followed_by(actor, org.local_day(at)) if own(actor) else frozenset()


def visible(actor: Actor, headed: Set[int]) -> Q:
    """Return the filter of minutes that are the actor's business: as giver, writer or receiver, or as head of the unit.

    headed  as `line` gives it, or `own` where only the giving side acts.
    """
    received = HandoverReceiver.objects.filter(person_uid=actor.person_uid).values("handover_id")
    mine = Q(giver_uid=actor.person_uid) | Q(made_by_uid=actor.person_uid) | Q(pk__in=received)
    return mine | Q(unit_id=actor.unit_id) | Q(heir_id__in=headed) if headed else mine


def gives(actor: Actor, row: Handover) -> bool:
    """Return whether the actor signs on the giver's side: the giver, or for the absent and for a unit its head.

    For a unit that has ended: who was its head until the day before.
    """
    if row.scope == SUCCESSION:
        return row.giver_uid == actor.person_uid
    if row.scope == "unit" or row.absent:
        return heads(actor, row.unit_id)
    return row.giver_uid == actor.person_uid


def takes_over(actor: Actor, row: Handover, headed: Set[int]) -> bool:
    """Return whether the actor signs for the unit that took over: any of its heads but who gives.  headed: as `line` gives it."""
    return row.scope == SUCCESSION and row.heir_id in headed and actor.person_uid != row.giver_uid


def giving_title(actor: Actor, row: Handover) -> str:
    """Return the title under which the giver's side signs: the giver's own, else that in which somebody heads the unit."""
    if row.scope == SUCCESSION:
        return row.giver_title
    return actor.signs_as(*HEADS) if row.scope == "unit" or row.absent else actor.post


def must_give(actor: Actor, row: Handover, act: str) -> None:
    """Raise NotYourHandover unless the actor acts on the giver's side."""
    if not gives(actor, row):
        raise NotYourHandover(act=act, giver=row.giver_name, who="chính người giao, hoặc lãnh đạo đơn vị khi người giao vắng")
