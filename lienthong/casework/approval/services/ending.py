"""Rounds end with the unit without which they cannot be finished."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.rules.words import OPEN
from lienthong.casework.approval.services.reviewing import stop
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Sentence


def end_units(*, actor: Actor, at: datetime, unit_ids: Collection[int]) -> int:
    """Give back every open round that needs a unit which ends; return how many.

    A document of a body that ended is signed by none of its posts any more, and its register and seal are closed: nobody can
    finish such a round.  No heir takes the place of a unit in it either: the paper bears names and fields of the old chain, every
    signature stands on its sum, and who answers for another body's words is for a person to decide anew [P].  So the program says
    so instead of waiting: the round is given back with the reason, also one that was signed and has no number yet; what was
    agreed and signed stays written in it; the draft is open again with its unit, or with who takes that unit over, and is
    submitted anew through the chain of then.
    That stays done: the undo of a reorganisation gives the draft back, and does not revive the round.
    Runs in the caller's transaction and context; whether the actor may end units is the caller's question.
    """
    waits = Stand.objects.filter(round_id=OuterRef("pk"), unit_id__in=unit_ids, state__in=["open", "waiting"])
    needed = Q(unit_id__in=unit_ids) | Q(keeper_id__in=unit_ids) | Q(body_unit_id__in=unit_ids) | Q(Exists(waits))
    rows = Round.objects.select_for_update(of=("self",), no_key=True).filter(needed, state__in=OPEN).order_by("pk")
    found = list(rows)
    names = {key: row.name for key, row in org.units(unit_ids).items()} if found else {}
    for row in found:
        stands = row.stands.filter(state__in=["open", "waiting"]).order_by("place").values_list("unit_id", flat=True)
        gone = next(one for one in (row.body_unit_id, row.keeper_id, row.unit_id, *stands) if one in names)
        stop(
            row, actor, at, "returned", str(Sentence("%(unit)s kết thúc hoạt động; trình lại ở nơi tiếp nhận", unit=names[gone]))
        )
    return len(found)
