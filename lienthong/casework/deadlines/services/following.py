"""Units end: warnings that nobody has seen yet go to who took over, so that none is lost and none is told twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.deadlines.models import Alert
from lienthong.casework.deadlines.queries import finding
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.rules.ladder import Rung
from lienthong.casework.deadlines.services import raising


@dataclass(frozen=True)
class Followed:
    """A warning that changed units: of which dossier, what it says, from whom to whom."""

    code: str
    words: str
    from_unit_id: int
    to_unit_id: int


@dataclass(frozen=True)
class Moves:
    """What a change of units moved.

    heirs  of each unit that ended.  homes: the new unit of each dossier whose own unit ended.
    hands  where the tasks went, by dossier and the unit where they lay.
    """

    heirs: Mapping[int, int]
    homes: Mapping[UUID, int]
    hands: Mapping[tuple[UUID, int], int]


def follow(*, at: datetime, moves: Moves, dossier_uids: Collection[UUID] | None = None) -> list[Followed]:
    """Let the unseen warnings of units that ended (only of some dossiers, when named) be those of who took over.

    Each goes to whom its rung warns now: where the task went, where the dossier went, above that; for a duty that somebody holds
    there.  Two that would be one there are one; the other is closed.  Runs in the caller's transaction and context.
    """
    waiting = Alert.objects.select_for_update(of=("self",)).filter(unit_id__in=moves.heirs, seen_at=None, closed_at=None)
    waiting = waiting if dossier_uids is None else waiting.filter(dossier__uid__in=list(dossier_uids))
    rows = list(waiting.select_related("dossier").order_by("pk"))
    recipients = finding.Recipients(at)
    known = {key for key in finding.raised([row.dossier_id for row in rows]) if key[3] not in moves.heirs}
    told = []
    for row in rows:
        before = row.unit_id
        row.unit_id = _home(row, moves, recipients)
        row.hands_unit_id = moves.hands.get((row.dossier.uid, row.hands_unit_id), row.hands_unit_id)
        if raising.key(row) in known:
            row.unit_id, row.closed_at = before, at
            continue
        known.add(raising.key(row))
        if row.token == 0:  # else it is for the duty of the step, wherever the step is done
            row.duty = recipients.duty(row.unit_id, _duties(row))
        told.append(Followed(row.dossier.code, ladder().words(row.level), before, row.unit_id))
    Alert.objects.bulk_update(rows, ["unit", "hands_unit", "duty", "closed_at"])
    return told


def _rung(row: Alert) -> Rung | None:
    """Return the rung on which a warning was raised; None: an apology waits for its signature."""
    return next((rung for rung in ladder().rungs if rung.level == row.level), None)


def _duties(row: Alert) -> tuple[str, ...]:
    rung = _rung(row)
    return rung.duties if rung else ladder().apology_duties


def _home(row: Alert, moves: Moves, recipients: finding.Recipients) -> int:
    """Return the unit that a warning is for now."""
    uid, rung = row.dossier.uid, _rung(row)
    dossier = moves.homes.get(uid) or moves.heirs.get(row.dossier.unit_id, row.dossier.unit_id)
    if rung is None or rung.at == "receiving":
        return dossier
    return recipients.above(dossier) if rung.at == "above" else moves.hands.get((uid, row.unit_id), moves.heirs[row.unit_id])


def forget(*, dossier_uids: Collection[UUID], since: datetime) -> int:
    """Take back the warnings that were raised on dossiers from an instant on; the watch raises them anew where they lie then.

    Runs in the caller's transaction and context.  Return how many.
    """
    return Alert.objects.filter(dossier__uid__in=list(dossier_uids), raised_at__gte=since).delete()[0]
