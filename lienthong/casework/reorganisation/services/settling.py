"""After the execution: a person chooses for dossiers of a split unit; the whole is undone, or confirmed for good."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation.errors import (
    AlreadyDecided,
    NobodyThere,
    NotACandidate,
    NotExecuted,
    OutOfOrder,
    ReorganisationUnknown,
    WaitingAddresses,
    WorkDoneSince,
)
from lienthong.casework.reorganisation.models import Reorganisation
from lienthong.casework.reorganisation.rules.passing import STATES
from lienthong.casework.reorganisation.services import images
from lienthong.casework.reorganisation.services.executing import acting, moves_of, tell
from lienthong.casework.reorganisation.services.writing_up import write_up
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence

TAKEN_BACK = "Hoàn tác lần sắp xếp đơn vị ngày"


def decide(*, actor: Actor, at: datetime, uid: UUID, dossier_uid: UUID, unit_id: int) -> None:
    """Let a dossier that waits go to one of the units that follow its own; the same choice again changes nothing.

    Raises NotYourReorganisation, ReorganisationUnknown, NotExecuted, NotACandidate, AlreadyDecided, NobodyThere.
    """
    with acting(actor, uid) as row:
        _must_be(row, "executed", act="chọn nơi nhận")
        waits = row.waiting.select_for_update(of=("self",)).select_related("chosen").filter(dossier_uid=dossier_uid).first()
        if waits is None:
            raise ReorganisationUnknown(uid=str(dossier_uid))
        if waits.chosen is not None:
            if waits.chosen.pk == unit_id:
                return
            raise AlreadyDecided(dossier=waits.code, person=waits.decided_by, unit=waits.chosen.name)
        if unit_id not in waits.candidates:
            names = org.units(waits.candidates)
            raise NotACandidate(dossier=waits.code, units=", ".join(names[one].name for one in waits.candidates))
        lying = dossiers.lying_at([waits.unit_id])
        uids = [one.uid for one in lying if one.uid == dossier_uid]
        before = images.held(uids, []) | images.again(images.keys(row, "deadlines_alert"))
        act = dossiers.Succession(row.uid, row.on, row.document, {waits.unit_id: unit_id})
        moved = dossiers.reseat(actor=actor, at=at, act=act, homes={dossier_uid: unit_id}, uids=uids)
        for task in (one for reseating in moved for one in reseating.tasks if one.nobody):
            duty = org.duty_name(task.task.duty)
            raise NobodyThere(unit=org.unit(unit_id).name, duty=duty, dossier=waits.code)
        write_up(actor, at, row, passed=[task for one in moved for task in one.tasks], heirs={waits.unit_id: unit_id})
        main = org.successor(waits.unit_id, row.on).id  # got its warnings when the unit ended; those raised since lie at the unit
        heirs = {one: unit_id for one in (waits.unit_id, main) if one != unit_id}
        deadlines.follow(at=at, moves=moves_of(heirs, moved), dossier_uids=[dossier_uid])
        images.keep(row, waits.unit_id, before, images.again(before))
        waits.chosen_id, waits.decided_at, waits.decided_by = unit_id, at, actor.name
        waits.save()


def undo(*, actor: Actor, at: datetime, uid: UUID) -> int:
    """Take an execution back, whole: every row is again as it was; return how many dossiers went back.

    Raises NotYourReorganisation, ReorganisationUnknown, NotExecuted, OutOfOrder (a later one stands on it), WorkDoneSince.
    """
    with acting(actor, uid) as row:
        _must_be(row, "executed", act="hoàn tác")
        later = Reorganisation.objects.filter(on__gt=row.on).exclude(state="planned").order_by("-on", "-pk").first()
        if later is not None:
            raise OutOfOrder(act="hoàn tác", day=formats.day(later.on), state=STATES[later.state].lower())
        asked = dict(row.waiting.values_list("dossier_uid", "chosen_id"))
        moved = {UUID(line["uid"]) for line in row.shown["moved"]} | {key for key, chosen in asked.items() if chosen}
        _must_be_untouched(moved)
        signed = handover.take_back(actor=actor, at=at, act_uid=row.uid, reason=f"{TAKEN_BACK} {formats.day(row.on)}")
        if signed:
            told = Sentence("biên bản bàn giao hai bên đã ký số %(numbers)s", numbers=", ".join(signed))
            raise WorkDoneSince(what=told)
        deadlines.forget(dossier_uids=moved | asked.keys(), since=row.executed_at or at)
        row.waiting.all().delete()
        images.restore(row)
        act = dossiers.Succession(row.uid, row.on, row.document, {})
        dossiers.tell_moved_back(actor=actor, at=at, act=act, uids=moved)
        row.state, row.undone_at, row.undone_by = "planned", at, actor.name
        row.executed_at, row.executed_by = None, ""
        row.save()
        tell(actor, at, row, "reorganisation_undone", {"dossiers": len(moved)})
    return len(moved)


def _must_be_untouched(uids: set[UUID]) -> None:
    """Raise WorkDoneSince when the latest thing that somebody did on a dossier is not its move."""
    latest = ledger.latest_by_people(uids)
    touched = sorted(uid for uid in uids if latest.get(uid) != dossiers.MOVED)
    if touched:
        codes = sorted(dossiers.codes_of(touched))
        raise WorkDoneSince(what=images.listed(codes))


def confirm(*, actor: Actor, at: datetime, uid: UUID) -> list[str]:
    """Let an execution stand for good: it can no longer be undone, and the rows as they were before are erased.

    Return the numbers of the minutes that not both sides have signed, with the unit whose they are: they are signed afterwards.

    Raises NotYourReorganisation, ReorganisationUnknown, NotExecuted, WaitingAddresses, OutOfOrder (an earlier one comes first).
    """
    with acting(actor, uid) as row:
        _must_be(row, "executed", act="xác nhận")
        waiting = row.waiting.filter(chosen=None).count()
        if waiting:
            raise WaitingAddresses(count=waiting)
        earlier = Reorganisation.objects.filter(on__lt=row.on).exclude(state="confirmed").order_by("on", "pk").first()
        if earlier is not None:
            raise OutOfOrder(act="xác nhận", day=formats.day(earlier.on), state=STATES[earlier.state].lower())
        row.images.all().delete()
        row.state, row.confirmed_at, row.confirmed_by = "confirmed", at, actor.name
        row.save()
        unsigned = [f"{one.number} ({one.unit})" for one in handover.of_act(row.uid) if one.state != "done"]
        tell(actor, at, row, "reorganisation_confirmed", {"unsigned": len(unsigned)})
    return unsigned


def _must_be(row: Reorganisation, state: str, *, act: str) -> None:
    if row.state != state:
        raise NotExecuted(on=formats.day(row.on), state=STATES[row.state].lower(), act=act)
