"""Questions about procedures.  Answers are frozen rows; a definition is read once per digest and kept in the process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, reduce
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lienthong.casework.procedures.errors import NoVersionInForce, ProcedureUnknown, VersionUnknown
from lienthong.casework.procedures.models import Procedure, ProcedureVersion, State
from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.drawing import graph_svg
from lienthong.casework.procedures.rules.ranking import Candidate, rank
from lienthong.casework.procedures.rules.stored_form import from_json
from lienthong.toolkit.vietnamese import tokens

COLUMNS = (
    "id",
    "uid",
    "procedure_id",
    "procedure__uid",
    "procedure__national_code",
    "procedure__name",
    "procedure__field",
    "level",
    "procedure__kind",
    "procedure__interlinked",
    "number",
    "document_code",
    "issue_number",
    "state",
    "origin",
    "since",
    "until",
    "digest",
    "unverified",
    "drafted_by",
    "reviewed_by",
    "approved_by",
    "drafter",
    "reviewer",
    "approver",
    "drafted_at",
    "published_at",
)


@dataclass(frozen=True)
class VersionRow:
    """A version: its place in the catalogue, its document, its period [since, until), its state."""

    id: int
    uid: UUID
    procedure_id: int
    procedure_uid: UUID
    code: str
    name: str
    field: str
    level: str
    kind: str
    interlinked: bool
    number: int
    document_code: str
    issue_number: int
    state: str
    origin: str
    since: date
    until: date | None
    digest: str
    unverified: bool
    drafted_by: str
    reviewed_by: str
    approved_by: str
    drafter: UUID | None
    reviewer: UUID | None
    approver: UUID | None
    drafted_at: datetime
    published_at: datetime | None

    @property
    def definition(self) -> Definition:
        """Return what the version says; one statement the first time this process sees the digest, then none."""
        return definition_of(self.digest)


@lru_cache(maxsize=4096)
def definition_of(digest: str) -> Definition:
    """Return the definition with that digest.  Equal digests are equal contents, so it never grows old."""
    stored = ProcedureVersion.objects.filter(digest=digest).order_by("pk").values_list("definition", flat=True).first()
    if stored is None:
        raise VersionUnknown(version=digest)
    return from_json(stored)


def version(uid: UUID) -> VersionRow:
    """Return the version.  Raises VersionUnknown."""
    return _one(ProcedureVersion.objects.filter(uid=uid), uid)


def version_by_id(version_id: int) -> VersionRow:
    """Return the version with that key of this installation.  Raises VersionUnknown."""
    return _one(ProcedureVersion.objects.filter(pk=version_id), version_id)


def row_of(version: ProcedureVersion) -> VersionRow:
    """Return the row of a version that was read with its procedure; no statement."""
    cells: list[Any] = [reduce(getattr, column.split("__"), version) for column in COLUMNS]
    return VersionRow(*cells)


def version_in_force(code: str, day: date) -> VersionRow:
    """Return the published version of the procedure on `day`.  Raises ProcedureUnknown, NoVersionInForce."""
    found = _rows(_published(day).filter(procedure__national_code=code))
    if found:
        return found[0]
    if not Procedure.objects.filter(national_code=code).exists():
        raise ProcedureUnknown(procedure=code)
    raise NoVersionInForce(procedure=code, day=f"{day:%d/%m/%Y}")


def versions(code: str = "", *, state: str = "") -> list[VersionRow]:
    """Return the versions of the procedure (all procedures when no code is given), newest number first."""
    asked = Q(procedure__national_code=code) if code else Q()
    if state:
        asked &= Q(state=state)
    return _rows(ProcedureVersion.objects.filter(asked).order_by("procedure__national_code", "-number"))


def source_text(uid: UUID) -> str:
    """Return the text of the file that the version was read from.  Raises VersionUnknown."""
    text = ProcedureVersion.objects.filter(uid=uid).order_by("pk").values_list("source_text", flat=True).first()
    if text is None:
        raise VersionUnknown(version=uid)
    return text


def graph_of(uid: UUID, marking: Iterable[str] = ()) -> str:
    """Return the step graph of the version as SVG; `marking` = steps where a dossier stands."""
    return graph_svg(version(uid).definition, tuple(marking))


@dataclass(frozen=True)
class Found:
    """One line of the catalogue or of a search: a procedure with its version in force."""

    version_uid: UUID
    code: str
    name: str
    field: str
    level: str
    interlinked: bool
    unverified: bool
    since: date
    until: date | None


def search(text: str, on: date, *, channel: str | None = None, level: str | None = None, limit: int = 20) -> list[Found]:
    """Return the procedures in force `on` a day whose words begin with the words typed, best first; one statement.

    Marks, case and word order do not matter; the last word may be half typed («khai sin»); a code is found too.
    """
    typed = _typed(text)
    if not typed:
        return []
    asked = _catalogue(on, channel, level)
    for word in typed:
        asked = asked.filter(procedure__words__contains=f" {word}")
    rows = {row.code: row for row in _found(asked)}
    order = rank(typed, [Candidate(row.code, row.name) for row in rows.values()])
    return [rows[code] for code in order[:limit]]


def catalogue(on: date, *, channel: str | None = None, level: str | None = None) -> list[tuple[str, list[Found]]]:
    """Return the procedures in force `on` a day, by field, each field in Vietnamese order of names; one statement."""
    rows = _found(_catalogue(on, channel, level).order_by("procedure__field", "procedure__sort_key", "pk"))
    return [(field, list(group)) for field, group in groupby(rows, key=lambda row: row.field)]


def _typed(text: str) -> list[str]:
    code = "".join(text.split())
    if code.replace(".", "").isdigit():
        return [code]
    return tokens(text)[:8]


def _published(day: date) -> QuerySet[ProcedureVersion]:
    in_force = Q(state=State.PUBLISHED, since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    return ProcedureVersion.objects.filter(in_force).order_by("procedure__national_code", "pk")


def _catalogue(on: date, channel: str | None, level: str | None) -> QuerySet[ProcedureVersion]:
    asked = _published(on)
    if level:
        asked = asked.filter(level=level)
    if channel:
        asked = asked.filter(Q(channels__contains=[channel]) | Q(channels=[]))
    return asked


def _found(asked: QuerySet[ProcedureVersion]) -> list[Found]:
    columns = ("uid", *(f"procedure__{name}" for name in ("national_code", "name", "field")), "level", "procedure__interlinked")
    return [Found(*row) for row in asked.values_list(*columns, "unverified", "since", "until")]


def _rows(asked: QuerySet[ProcedureVersion]) -> list[VersionRow]:
    return [VersionRow(*row) for row in asked.values_list(*COLUMNS)]


def _one(asked: QuerySet[ProcedureVersion], key: Any) -> VersionRow:
    rows = _rows(asked.order_by("pk"))
    if not rows:
        raise VersionUnknown(version=key)
    return rows[0]
