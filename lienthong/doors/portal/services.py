"""What the public pages do beside reading: slow down those who guess, give tickets, keep begun filings, file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.petitions import public as petitions
from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.doors.portal.errors import EnteredTooOften, LookedUpTooOften, PetitionsTooOften, TicketsTooOften, VisitsTooOften
from lienthong.doors.portal.models import OnlineDraft
from lienthong.office.accounts import public as accounts
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.errors import Refusal

SOURCE = accounts.Allowance("lookup.source", 40, 3)
"""Look-ups from one network address: a kiosk, or a commune behind one address, reads no faster."""
EVERYBODY = accounts.Allowance("lookup.everybody", 1500, 0.02)
"""Look-ups of the whole installation: at 50 a second a key of 40 bits takes centuries to guess, and 500 people at once, who look
up 25 times a second (`bench.load`), meet no limit."""
LOGIN = accounts.Allowance("citizen.login", 5, 30)
"""Sign-ins and codes for one login: at most 30 seconds to wait, never a lock."""
TEXTED = accounts.Allowance("citizen.sms", 4, 180)
"""Text messages to one number, or for one account: each costs money, and a stranger's telephone rings."""
TEXTED_BY_SOURCE = accounts.Allowance("citizen.sms.source", 20, 30)
"""Text messages that one network address lets us send."""
TEXTED_AT_ALL = accounts.Allowance("citizen.sms.everybody", 300, 2)
"""Text messages of the whole installation: a program that pumps them finds the end."""
MAILED = accounts.Allowance("citizen.mail", 10, 60)
"""Codes mailed to one address: who types a stranger's does not fill that mailbox."""
ENTERING = accounts.Allowance("citizen.source", 60, 2)
"""Sign-ins and registrations from one network address; a whole commune may share one."""
KEPT_FOR = timedelta(days=30)
"""A begun filing that nobody touched for so long is forgotten: it holds names and numbers of people."""
TICKETS = accounts.Allowance("tickets.source", 60, 2)
"""Tickets from one network address: a full hall before a kiosk in the morning, not a program that empties the numbers."""
VISITS = accounts.Allowance("visits.source", 20, 30)
"""Bookings from one network address: a hamlet behind one address, not a program that fills every slot."""

PETITIONS = accounts.Allowance("petitions.source", 10, 60)
"""Petitions from one network address: a hamlet behind one address, not a program that fills the register."""


def _take(too_often: type[Refusal], allowances: Sequence[tuple[accounts.Allowance, str]]) -> None:
    """Take one attempt from each allowance and whose it is; raise `too_often`, with the seconds to wait, where none is left."""
    try:
        accounts.take(allowances)
    except accounts.TooManyAttempts as haste:
        raise too_often(**haste.facts) from haste


def look_up(*, code: str, key: str, source: str) -> dossiers.PublicStanding | None:
    """Return a dossier's public standing, None when no dossier has that code and key.

    source  network address of the other side.  Three statements.  Raises LookedUpTooOften, right key or not.
    """
    slow_look_ups(source=source)
    return dossiers.public_lookup(code, key)


def slow_look_ups(*, source: str) -> None:
    """Take one look-up for a network address before anything is looked at.  Raises LookedUpTooOften."""
    _take(LookedUpTooOften, [(SOURCE, source), (EVERYBODY, "")])


def slow_down(*, login: str, source: str) -> None:
    """Take one attempt for a login and a network address before anything is checked.  Raises EnteredTooOften.

    login  empty where nobody names one yet: then the network address alone is counted.
    """
    _take(EnteredTooOften, [*([(LOGIN, login)] if login else []), (ENTERING, source)])


def slow_texts(*, to: str, source: str) -> None:
    """Take one text message for a number, and for a network address, before it is sent.  Raises EnteredTooOften.

    to  bare number; «login:…», «account:…» where the number may not be known yet (`slow_receiver` takes it then).
    """
    _take(EnteredTooOften, [(TEXTED, to)])
    _take(EnteredTooOften, [(TEXTED_BY_SOURCE, source), (TEXTED_AT_ALL, "")])


def slow_code(*, to: str, source: str) -> None:
    """Take one code for the bare address or number that gets it before it is sent, as a text message for the network
    address too: each costs money.  Raises EnteredTooOften.
    """
    if "@" in to:
        slow_receiver(to)
    else:
        slow_texts(to=to, source=source)


def slow_receiver(to: str) -> None:
    """Take one code for the bare address or number that gets it alone, before it is sent.  Raises EnteredTooOften."""
    _take(EnteredTooOften, [(MAILED if "@" in to else TEXTED, to)])


def begin(*, citizen_uid: UUID, version: procedures.VersionRow, at: datetime) -> OnlineDraft:
    """Return the citizen's begun filing under a version, a new one when there is none; forget what is too old.

    at  real instant.  In the citizen's context.
    """
    OnlineDraft.objects.filter(updated_at__lt=at - KEPT_FOR).delete()
    found = OnlineDraft.objects.filter(version_uid=version.uid, dossier_uid=None).order_by("-pk").first()
    return found or OnlineDraft.objects.create(
        citizen_uid=citizen_uid, version_uid=version.uid, name=version.name[:500], updated_at=at
    )


def keep(draft: OnlineDraft, *, step: str, typed: dict[str, str], at: datetime, unit_id: int | None = None) -> None:
    """Save what was typed on one page, right or wrong; with a unit, also who will receive it.  at: real instant."""
    draft.typed = {**draft.typed, step: typed}
    draft.unit_id, draft.updated_at = unit_id or draft.unit_id, at
    draft.save(update_fields=["typed", "unit_id", "updated_at"])


def move(draft: OnlineDraft, *, typed: dict[str, Any], unit_id: int | None, from_unit_id: int, at: datetime) -> None:
    """Let a begun filing be for another unit (None: for nobody yet), with its files; what is `typed` stands in it then.

    from_unit_id  under which its files are held.  at: real instant.  In the citizen's context.
    """
    with transaction.atomic():
        draft.typed, draft.unit_id, draft.updated_at = typed, unit_id, at
        draft.save(update_fields=["typed", "unit_id", "updated_at"])
        if unit_id is not None:
            with ledger.seeing([from_unit_id, unit_id]):
                files.hand_on(held_for=draft.uid, held_by=draft.citizen_uid, unit_id=unit_id)


def forget(draft: OnlineDraft) -> None:
    """Forget a begun filing."""
    draft.delete()


def file(
    draft: OnlineDraft, *, filer: dossiers.Filer, application: dossiers.Application, answers: dict[str, Any], at: datetime
) -> UUID:
    """File what was begun; the draft keeps nothing typed.  Asked twice, it is one dossier.  Raises as `file_online`.

    at  business instant.
    """
    assert draft.unit_id is not None  # noqa: S101 - the entrance asked for the place
    done = dossiers.file_online(
        filer=filer, unit_id=draft.unit_id, at=at, application=application, answers=answers, key=f"portal:{draft.uid}"
    )
    draft.dossier_uid, draft.typed = done.dossier_uid, {}
    draft.save(update_fields=["dossier_uid", "typed"])
    return done.dossier_uid


def take_ticket(*, unit_id: int, group_uid: UUID, at: datetime, key: UUID, priority: str, source: str) -> queue.Issued:
    """Take a ticket at a kiosk.  Raises TicketsTooOften and what `queue.issue` raises."""
    _take(TicketsTooOften, [(TICKETS, source)])
    return queue.issue(unit_id=unit_id, group_uid=group_uid, at=at, key=key, priority_key=priority)


def come(*, unit_id: int, code: str, at: datetime, source: str) -> queue.Issued:
    """Turn the code of a booked visit into a ticket.  Raises LookedUpTooOften and what `queue.check_in` raises."""
    slow_look_ups(source=source)
    return queue.check_in(unit_id=unit_id, code=code, at=at)


def visit(*, unit_id: int, code: str, source: str) -> queue.BookingRow:
    """Return a booked visit by its code, slowly enough that none is guessed.  Raises LookedUpTooOften, BookingUnknown."""
    slow_look_ups(source=source)
    return queue.booking(unit_id, code)


def cancel_visit(*, unit_id: int, code: str, at: datetime, source: str) -> None:
    """Cancel a booked visit by its code.  Raises LookedUpTooOften and what `queue.cancel` raises."""
    slow_look_ups(source=source)
    queue.cancel(unit_id=unit_id, code=code, at=at)


def book_visit(*, unit_id: int, group_uid: UUID, at: datetime, wish: queue.Wish, key: UUID, source: str) -> queue.Booked:
    """Book a visit.  Raises VisitsTooOften and what `queue.book` raises."""
    _take(VisitsTooOften, [(VISITS, source)])
    return queue.book(unit_id=unit_id, group_uid=group_uid, at=at, wish=wish, key=key)


def send_petition(
    *, unit_id: int, at: datetime, said: petitions.Said, key: UUID, citizen_uid: UUID | None, source: str
) -> petitions.Taken:
    """Send a petition.  Raises PetitionsTooOften and what `petitions.file` raises."""
    _take(PetitionsTooOften, [(PETITIONS, source)])
    return petitions.file(unit_id=unit_id, at=at, said=said, key=key, citizen_uid=citizen_uid)
