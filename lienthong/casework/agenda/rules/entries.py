"""What an entry of the week says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from lienthong.casework.agenda import errors
from lienthong.casework.agenda.rules.words import FIELD_NAMES, HOURS, MOST, SESSIONS
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.vietnamese import one_line


@dataclass(frozen=True)
class Said:
    """What takes place: on a local day, in a part of it, perhaps from and to an hour; texts as typed.

    host, people  uids of persons: who leads it, and the other leaders who come.   units  uids of units that come.
    others        who comes besides, in words.   unit  uid of the unit that prepares it.   note  car, contact.
    private       others than those named read «Bận».   shared  read on the other side, too (Party by State, State by Party).
    letter        uid of the incoming document that asks for it.
    """

    day: date
    session: str
    subject: str
    starts: time | None = None
    ends: time | None = None
    host: UUID | None = None
    people: tuple[UUID, ...] = ()
    units: tuple[UUID, ...] = ()
    others: str = ""
    place: str = ""
    unit: UUID | None = None
    note: str = ""
    private: bool = False
    shared: bool = False
    letter: UUID | None = None


def minute_of(at: time) -> int:
    """Return minutes after midnight."""
    return at.hour * 60 + at.minute


def fault_of(said: Said) -> Refusal | None:
    """Return what is wrong with an entry by itself, None when nothing is."""
    return next(_faults(said), None)


def _faults(said: Said) -> Iterator[Refusal]:
    if not one_line(said.subject):
        yield errors.SubjectMissing()
    for name in ("subject", "place", "others", "note"):
        if len(one_line(getattr(said, name))) > MOST[name]:
            yield errors.TooLong(what=FIELD_NAMES[name], most=MOST[name])
    if said.session in SESSIONS:
        yield from _faults_of_hours(said)
    else:
        yield errors.SessionUnknown()
    if said.private and said.shared:
        yield errors.PrivateShared()


def _faults_of_hours(said: Said) -> Iterator[Refusal]:
    first, last = HOURS[said.session]
    if said.ends and (said.starts is None or said.ends <= said.starts):
        yield errors.HoursCross()
    elif said.starts and not first <= minute_of(said.starts) < last:
        yield errors.HourOutside(hour=f"{said.starts:%H:%M}", session=SESSIONS[said.session].lower())
