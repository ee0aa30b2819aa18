"""Documents that go out or are issued inside, one or a whole grid: the numbers are taken in the transaction that issues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import FaultyRows, TooManyRows, TypeUnknown
from lienthong.casework.documents.models import Body, Document, RegisterEntry
from lienthong.casework.documents.queries import symbols, types
from lienthong.casework.documents.queries.plans import series_kind
from lienthong.casework.documents.rules.letters import MOST_ROWS, Fault, Outgoing, faults, fields_of
from lienthong.casework.documents.rules.types import DocumentType
from lienthong.casework.documents.services.attaching import keep_files
from lienthong.casework.documents.services.numbering import Named, Numbered, Wanted, late, once, take
from lienthong.casework.documents.services.opening import Run, body_of, locked
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.vietnamese import one_line


def issue_outgoing(
    *,
    actor: Actor,
    at: datetime,
    body_key: str,
    new: Outgoing,
    day: date | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> Numbered:
    """Issue a document of a body whose registers the actor's unit keeps: it gets the next number of its series.

    day     of issue, which it bears; today unless said.  An earlier one is a late entry and asks for a reason.
    key     of the page whose button was pressed: pressed twice, it is one number.
    Raises NotYourRegister, BodyUnknown, WrongCapacity, DayAhead, LateNeedsReason, NoTerm, SeriesClosed, TypeUnknown, what
    `rules.letters.faults` names, NotASymbol (the drafter's symbol), and of the files a FileRefused or FileUnknown.
    """
    return _alone(_Page(actor, at, body_key, "out", day, reason, key), new)


def register_internal(
    *,
    actor: Actor,
    at: datetime,
    body_key: str,
    new: Outgoing,
    day: date | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> Numbered:
    """Register a document that stays inside: it gets the next number of the body's internal register of the year.

    Arguments and refusals are those of `issue_outgoing`.
    """
    return _alone(_Page(actor, at, body_key, "internal", day, reason, key), new)


def issue_many(
    *,
    actor: Actor,
    at: datetime,
    body_key: str,
    rows: Sequence[Outgoing],
    day: date | None = None,
    reason: str = "",
    key: UUID | None = None,
) -> list[Numbered]:
    """Issue a grid of documents of one day, in its order, each in the series of its type: the whole of it or nothing.

    Arguments are those of `issue_outgoing`; key: of the whole grid.  Raises NotYourRegister, TooManyRows (40 at most, one at
    least), BodyUnknown, WrongCapacity, DayAhead, LateNeedsReason, NoTerm, SeriesClosed, FaultyRows (by row and field), and of the
    files a FileRefused or FileUnknown.
    """
    return _issue(_Page(actor, at, body_key, "out", day, reason, key), rows)


@dataclass(frozen=True)
class _Page:
    """What a page asks, whatever its rows; arguments as in `issue_outgoing`."""

    actor: Actor
    at: datetime
    body_key: str
    direction: str
    day: date | None
    reason: str
    key: UUID | None

    @property
    def on(self) -> date:
        """Return the day of issue."""
        return self.day or org.local_day(self.at)


@dataclass(frozen=True)
class _Row:
    """A document that may be issued: what was typed, its type, what writes its symbol."""

    new: Outgoing
    kind: DocumentType
    write: Callable[[int], str]


def _alone(page: _Page, new: Outgoing) -> Numbered:
    try:
        return _issue(page, [new])[0]
    except FaultyRows as faulty:
        raise faulty.faults[0].refusal from None


def _issue(page: _Page, rows: Sequence[Outgoing]) -> list[Numbered]:
    access.must(page.actor, access.REGISTRARS)
    if not 1 <= len(rows) <= MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    today = org.local_day(page.at)
    why = late(page.on, today, page.reason)

    def act(named: Named) -> list[RegisterEntry]:
        body = body_of(page.actor, today, page.body_key)
        return _take(page, body, _checked(body, page.on, rows), why, named)

    return once(page.actor, page.key, act)


def _checked(body: Body, on: date, rows: Sequence[Outgoing]) -> list[_Row]:
    """Return what each row is to become.  Raises FaultyRows with everything that is wrong."""
    found, wrong = [], []
    for number, new in enumerate(rows, 1):
        try:
            kind = type_of(body, new.type_key, on)
            found.append(_Row(new, kind, label_of(body, kind, on, new.drafter)))
        except TypeUnknown as no:
            wrong.append(Fault("type_key", no, number))
        except symbols.NotASymbol as no:
            wrong.append(Fault("drafter", no, number))
        wrong += [replace(fault, row=number) for fault in faults(new)]
    if wrong:
        raise FaultyRows(wrong)
    return found


def _take(page: _Page, body: Body, rows: Sequence[_Row], why: str, named: Named) -> list[RegisterEntry]:
    """Take the numbers, series by series in a fixed order: two grids at once wait for each other, never both."""
    runs: dict[str, list[int]] = {}
    asked = [run_of(body, page.direction, row.kind, page.on, secret=bool(row.new.secrecy)) for row in rows]
    for place, run in enumerate(asked):
        runs.setdefault(run.key, []).append(place)
    taken: dict[int, RegisterEntry] = {}
    for _, places in sorted(runs.items()):
        wanted = [_wanted(page, body, rows[place], why, named(place)) for place in places]
        series = locked(page.actor, page.at, body, asked[places[0]])
        taken |= dict(zip(places, take(page.actor, page.at, series, wanted), strict=True))
    return [taken[place] for place in range(len(rows))]


def _wanted(page: _Page, body: Body, row: _Row, why: str, key: UUID | None) -> Wanted:
    document = outgoing_document(body, page.direction, row.kind, page.on, row.new)
    keep_files(page.actor, page.at, document.uid, row.new)
    return Wanted(row.write, page.on, document, type_key=row.kind.key, late_reason=why, key=key)


def type_of(body: Body, key: str, on: date) -> DocumentType:
    """Return a type of a body's system on a day; one that no symbol writes takes no number.  Raises TypeUnknown."""
    for one in types.all_of(body.system, on):
        if one.key == key and not one.silent:
            return one
    raise TypeUnknown(day=formats.day(on))


def run_of(body: Body, direction: str, kind: DocumentType, on: date, *, secret: bool) -> Run:
    """Return in which run of numbers a document takes its own."""
    return Run(series_kind(system=body.system, direction=direction, secret=secret, type_=kind), kind, on)


def label_of(body: Body, kind: DocumentType, on: date, drafter: str) -> Callable[[int], str]:
    """Return what writes a number with its symbol: «12/QĐ-UBND», «15/UBND-VP», «19-NQ/TU».  Raises NotASymbol of the drafter."""
    unit = "" if kind.abbreviation else one_line(drafter)

    def write(number: int) -> str:
        if body.system == "party":
            return str(symbols.Party(number, kind.abbreviation, body.symbol))
        return str(symbols.State(number, on.year if kind.normative else None, kind.abbreviation, body.symbol, unit))

    symbols.parse(write(1))
    return write


def outgoing_document(body: Body, direction: str, kind: DocumentType, on: date, new: Outgoing) -> Document:
    """Return the unsaved document that a body issues."""
    return Document(
        body=body, keeper_id=body.keeper_id, direction=direction, issuer=body.name, issuer_unit_id=body.unit_id, issued_on=on,
        **(fields_of(new) | {"type_key": kind.key, "type_name": kind.name}),
    )  # fmt: skip
