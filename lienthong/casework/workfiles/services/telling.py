"""What every act on work files shares: texts are checked, rows found and locked, the event is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.tasks import public as tasks
from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import ChoiceUnknown, NotInThisState, TextMissing, TextTooLong, WorkFileUnknown
from lienthong.casework.workfiles.models import WorkFile
from lienthong.casework.workfiles.queries.periods import PERIODS, SOURCES
from lienthong.casework.workfiles.rules.words import FIELD_NAMES, FILE_STATES, MOST
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import one_line


def text(what: str, typed: str, *, needed: bool = True) -> str:
    """Return a typed text, one_line.  Raises TextMissing, TextTooLong."""
    said = one_line(typed)
    if needed and not said:
        raise TextMissing(what=FIELD_NAMES[what].lower())
    if len(said) > MOST[what]:
        raise TextTooLong(what=FIELD_NAMES[what], most=MOST[what])
    return said


def must_be_known(period: str, source: str) -> None:
    """Raise ChoiceUnknown unless both are keys of the reviewed file."""
    if period not in PERIODS:
        raise ChoiceUnknown(what=FIELD_NAMES["retention"])
    if source not in SOURCES:
        raise ChoiceUnknown(what=FIELD_NAMES["source"])


ENDS = {
    "work_file_closed", "work_file_checked", "work_file_given_back", "work_file_reopened", "work_file_handed_in",
    "work_file_kept_longer", "work_file_held", "work_file_passed_on", "work_file_destroyed",
}  # fmt: skip
"""After these a file does not ask any more what it asked for; what it asks for now is found by the watch."""


@contextmanager
def acting(actor: Actor, duties: tuple[str, ...]) -> Iterator[None]:
    """Open the transaction of an act of somebody with one of the duties.  Raises NotYourFile."""
    access.must(actor, duties)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        yield


def file_of(actor: Actor, uid: UUID, *states: str) -> WorkFile:
    """Return a file that the actor's unit keeps, locked, in one of some states (none named: in any).

    Raises WorkFileUnknown, NotInThisState.
    """
    rows = WorkFile.objects.select_for_update(of=("self",), no_key=True).select_related("line")
    row = rows.filter(access.own(actor), uid=uid).first()
    if row is None:
        raise WorkFileUnknown(file=str(uid))
    if states and row.state not in states:
        raise NotInThisState(symbol=row.symbol, state=FILE_STATES[row.state].lower())
    return row


def told(
    actor: Actor,
    at: datetime,
    kind: str,
    uid: UUID,
    activity: str,
    body: Mapping[str, Any],
    *,
    objects: Sequence[ledger.ObjectRef] = (),
    participants: Sequence[int] = (),
) -> None:
    """Write one event of a plan (`file_plan`), file (`work_file`), hand-in or destruction into the ledger."""
    if activity in ENDS:
        tasks.turn(object_uid=uid, close=tasks.Closing((1,), at, activity), open_=[])
    ledger.append(
        ledger.about(
            kind, uid, activity, ledger.Lifecycle.COMPLETED, at=at, actor=actor, body=body, objects=objects,
            participants=participants,
        )
    )  # fmt: skip
