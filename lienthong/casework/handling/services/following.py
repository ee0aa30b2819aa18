"""Letters that units which end have in hand go to who takes the units over; what was done before stays as it was done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.handling.access import HANDLER, LEADER
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.queries.holding import TASK, lying_at
from lienthong.casework.handling.services.frame import told
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

FOLLOWED = "Tiếp nhận công việc của đơn vị kết thúc hoạt động"


def strayed(unit_ids: Collection[int]) -> set[UUID]:
    """Return the letters that units have in hand, locked until the caller's transaction ends; it sees every unit."""
    rows = lying_at(unit_ids).select_for_update(of=("self",), no_key=True).order_by("pk")
    return set(rows.values_list("uid", flat=True))


def follow(*, actor: Actor, at: datetime, uids: Collection[UUID], heirs: Mapping[int, int]) -> list[tasks.Reseated]:
    """Let heirs have the open parts of ended units, and what waits for a leader's instruction there; return tasks that moved.

    uids   what `strayed` locked, in the same context.   heirs  units that ended, each with its heir.
    Due days, words, and what was answered stay; each part says from where it came.  Who handles it at the heir, too, goes on
    with it; what nobody goes on with is for whoever leads the heir.  The heir reads the letter from now on.
    Runs in the caller's transaction; whether the actor may end units is the caller's question.
    """
    people = _People(at)
    for letter in Letter.objects.select_related("document").filter(uid__in=uids).order_by("pk"):
        units = _seat_parts(actor, at, letter, heirs, people) | _seat_leader(actor, at, letter, heirs, people)
        if units:
            moved = {str(gone): heirs[gone] for gone in sorted(units)}
            told(letter, "letter_followed", actor=actor, at=at, participants=sorted(set(moved.values())), units=moved)
    laid = tasks.Task.objects.filter(object_type=TASK, object_uid__in=uids, unit_id__in=heirs, closed_at=None)
    seats = {(uid, token): heirs[unit] for uid, token, unit in laid.values_list("object_uid", "token", "unit_id")}
    return tasks.reseat(seats=seats, heirs=heirs, at=at)


class _People:
    """Who holds a duty at a unit at an instant, appointed, the first first; each asked once."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.known: dict[tuple[str, int], list[org.Holder]] = {}

    def of(self, duty: str, unit_id: int) -> list[org.Holder]:
        """Return the holders."""
        if (duty, unit_id) not in self.known:
            found = org.holders(duty, unit_id, self.at)
            self.known[duty, unit_id] = [one for one in found if one.via_delegation is None]
        return self.known[duty, unit_id]

    def there(self, duty: str, unit_id: int, person_uid: UUID | None) -> bool:
        """Return whether a person is among them."""
        return person_uid in {one.person_uid for one in self.of(duty, unit_id)}


def _seat_parts(actor: Actor, at: datetime, letter: Letter, heirs: Mapping[int, int], people: _People) -> set[int]:
    """Let heirs have the open parts of ended units; return those units."""
    parts = list(Part.objects.filter(letter=letter, state="open", unit_id__in=heirs).order_by("pk"))
    units = {part.unit_id for part in parts}
    for part in parts:
        part.came_from_id, part.unit_id = part.unit_id, heirs[part.unit_id]
        if part.person_uid is not None and not people.there(HANDLER, part.unit_id, part.person_uid):
            part.person_uid, part.person_name = None, ""
            tasks.Task.objects.filter(object_uid=letter.uid, token=part.token, closed_at=None).update(duty=LEADER)
        _let_read(actor, at, letter, part.unit_id, part.person_uid, part.side)
    Part.objects.bulk_update(parts, ["came_from", "unit", "person_uid", "person_name"])
    return units


def _seat_leader(actor: Actor, at: datetime, letter: Letter, heirs: Mapping[int, int], people: _People) -> set[int]:
    """Let the leader of an heir write the instructions; nobody there yet, the letter keeps the name it was presented to."""
    gone = letter.leader_unit_id
    if gone is None or gone not in heirs or letter.closed_at is not None:
        return set()
    letter.came_from_id, letter.leader_unit_id = gone, heirs[gone]
    leaders = people.of(LEADER, heirs[gone])
    if leaders and not people.there(LEADER, heirs[gone], letter.leader_uid):
        letter.leader_uid, letter.leader_name = leaders[0].person_uid, leaders[0].name
    letter.save(update_fields=["came_from", "leader_unit", "leader_uid", "leader_name"])
    _let_read(actor, at, letter, heirs[gone], None, letter.system)
    return {gone}


def _let_read(actor: Actor, at: datetime, letter: Letter, unit_id: int, person_uid: UUID | None, side: str) -> None:
    documents.pass_reading_on(
        actor=actor, at=at, document_uid=letter.document.uid, unit_id=unit_id, person_uid=person_uid, side=side, reason=FOLLOWED
    )
