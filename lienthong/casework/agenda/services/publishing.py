"""A week is submitted, given back or approved; approving publishes it: an edition with number and time that never changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.agenda import access
from lienthong.casework.agenda.errors import ClashNeedsReason, NothingChanged, NothingThere, NotSubmitted, WeekMoved, WeekUnknown
from lienthong.casework.agenda.models import Edition, Entry, Seen, Week
from lienthong.casework.agenda.queries.desks import readers
from lienthong.casework.agenda.queries.reading import Content, digest_of_content, draft_of
from lienthong.casework.agenda.rules import changes
from lienthong.casework.agenda.services.frame import acting_on_week, told_of_week
from lienthong.casework.agenda.services.telling import tell_changes, told_seen
from lienthong.casework.agenda.services.writing import said_reason
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import one_line


def submit(*, actor: Actor, at: datetime, week_uid: UUID) -> None:
    """Lay a week before the leader; submitted again it changes nothing.

    Raises WeekUnknown, WrongCapacity, NotYourPart, NothingThere, NothingChanged.
    """
    with acting_on_week(actor, week_uid) as row:
        access.must_draft(actor, row.keeper_id, row.system)
        if row.state == "submitted":
            return
        content = draft_of(row).content
        if not content:
            raise NothingThere
        if row.number and not any(one["mark"] for one in content):
            raise NothingChanged
        row.state, row.submitted_at, row.submitted_by, row.note = "submitted", at, actor.name, ""
        row.save(update_fields=["state", "submitted_at", "submitted_by", "note"])
        told_of_week(actor, at, row, "week_submitted", entries=len(content))


def give_back(*, actor: Actor, at: datetime, week_uid: UUID, reason: str) -> None:
    """Give a submitted week back to the office and say why.

    Raises WeekUnknown, WrongCapacity, NotYourPart, NotSubmitted, ReasonMissing, TooLong.
    """
    with acting_on_week(actor, week_uid) as row:
        access.must_approve(actor, row)
        _must_be_submitted(row)
        row.note = said_reason(reason)
        row.state, row.submitted_at, row.submitted_by = "draft", None, ""
        row.save(update_fields=["state", "submitted_at", "submitted_by", "note"])
        told_of_week(actor, at, row, "week_given_back")


def publish(*, actor: Actor, at: datetime, week_uid: UUID, digest: str, reason: str = "") -> int:
    """Approve a submitted week as it was shown (`digest`) and publish it; return the number of the edition.

    reason  why it is approved although it has clashes.   Both sides read it: the other one only what is shared.
    Raises WeekUnknown, WrongCapacity, NotYourPart, NotSubmitted, WeekMoved, ClashNeedsReason, TooLong.
    """
    with acting_on_week(actor, week_uid) as row:
        access.must_approve(actor, row)
        _must_be_submitted(row)
        found = draft_of(row)
        if found.digest != digest:
            raise WeekMoved
        if found.clashes and not one_line(reason):
            raise ClashNeedsReason(count=len(found.clashes))
        row.number, row.state = row.number + 1, "published"
        row.save(update_fields=["number", "state"])
        why = said_reason(reason) if found.clashes else ""
        _write(actor, at, row, found.content, why)
        told_of_week(actor, at, row, "week_published", number=row.number, entries=len(found.content), clashes=len(found.clashes))
        _take_part(at, row, found.content)
        return row.number


def _must_be_submitted(row: Week) -> None:
    if row.state != "submitted":
        raise NotSubmitted


def _write(actor: Actor, at: datetime, row: Week, content: Sequence[Content], why: str) -> None:
    """Write the edition of the own side, and that of the other when something is shared or was before."""
    sides = readers(row.unit_id, row.system, org.local_day(at))
    for audience, units in sides.items():
        own = audience == row.system
        said = list(content) if own else changes.shared(content)
        if not own and not said and not _of(row, audience).exists():
            continue
        made = Edition(
            keeper_id=row.keeper_id, unit_id=row.unit_id, body_key=row.body_key, system=row.system, audience=audience,
            name=row.name, monday=row.monday, number=row.number, published_at=at, published_by=actor.name,
            published_title=actor.signs_as(*access.APPROVERS), clash_reason=why if own else "", content=said,
        )  # fmt: skip
        facts: dict[str, Any] = {"body": row.body_key, "monday": row.monday, "number": row.number, "audience": audience}
        entry = ledger.about(
            "agenda_edition", made.uid, "edition_published", ledger.Lifecycle.COMPLETED, at=at, actor=actor,
            body=facts | {"digest": digest_of_content(said)}, participants=sorted({*units, row.keeper_id}),
            objects=[ledger.ObjectRef("agenda_week", row.uid)],
        )  # fmt: skip
        ledger.append(entry)
        made.save(force_insert=True)
        if own and made.number > 1:
            tell_changes(made, said, at)


def _of(row: Week, audience: str) -> Any:
    return Edition.objects.filter(keeper_id=row.keeper_id, body_key=row.body_key, monday=row.monday, audience=audience)


def _take_part(at: datetime, row: Week, content: Sequence[Content]) -> None:
    """Let the units that entries name open them from now on."""
    entries = {str(one.uid): one for one in Entry.objects.filter(uid__in=[one["uid"] for one in content])}
    wanted = {uid for one in content for uid in changes.units_of(one)}
    units = dict(org.Unit.objects.filter(uid__in=wanted).values_list("uid", "pk")) if wanted else {}
    keys = {str(uid): key for uid, key in units.items()}
    for one in content:
        named = [keys[uid] for uid in sorted(changes.units_of(one)) if uid in keys]
        if named and one["uid"] in entries and not one["private"]:
            ledger.take_part(entries[one["uid"]].uid, named, at)


def see(*, actor: Actor, at: datetime, edition_uid: UUID) -> None:
    """Write down that the actor has seen the changes of an edition; once is enough.  Raises WeekUnknown."""
    with ledger.seeing(actor.sees):
        row = Edition.objects.filter(uid=edition_uid, audience=access.system_of(actor)).first()
        if row is None:
            raise WeekUnknown
        Seen.objects.bulk_create([Seen(edition=row, person_uid=actor.person_uid, at=at)], ignore_conflicts=True)
        told_seen(row, actor, at)
