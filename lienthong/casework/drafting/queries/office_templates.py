"""The templates of an office: its versions, which of them a draft may begin with, filled with facts or with samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import TemplateUnknown
from lienthong.casework.drafting.models import Draft, OfficeTemplate
from lienthong.casework.drafting.queries.layouts import layout_on
from lienthong.casework.drafting.queries.papers import paper_data
from lienthong.casework.drafting.rules.content import Content, cleaned, content_of
from lienthong.casework.drafting.rules.places import SAMPLES, Piece, filled, pieces, used_in
from lienthong.office.org import public as org
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class TemplateRow:
    """A version of a template; content: its fields with places; file_uid: the .docx it is, of one that was uploaded."""

    uid: UUID
    template_uid: UUID
    unit_id: int
    unit: str
    number: int
    system: str
    name: str
    source: str
    type_key: str
    type_name: str
    content: Content
    file_uid: UUID | None
    file_name: str
    note: str
    state: str
    since: date | None
    until: date | None
    shared: bool
    writer_uid: UUID
    writer_name: str
    written_at: datetime
    publisher_name: str
    published_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdraw_reason: str

    @property
    def never_held(self) -> bool:
        """Return whether it was withdrawn before it began."""
        return self.since is not None and self.since == self.until

    def holds(self, day: date) -> bool:
        """Return whether drafts begin with it on a day."""
        return self.since is not None and self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class FilledField:
    """A field of a draft that a template filled: its name in Content, and the parts of its text."""

    field: str
    parts: tuple[Piece, ...]


def office_templates(actor: Actor) -> list[TemplateRow]:
    """Return the versions of the actor's unit in the actor's system, by name, the newest of each first; one statement."""
    rows = OfficeTemplate.objects.filter(unit_id=actor.unit_id, system=access.system_of(actor)).select_related("unit")
    return [_row(one) for one in rows.order_by("name", "template_uid", "-number")]


def office_template(actor: Actor, uid: UUID) -> TemplateRow:
    """Return a version of the actor's unit, or a published one that another unit shares; one statement.

    Raises TemplateUnknown.
    """
    seen = Q(unit_id=actor.unit_id) | Q(shared=True, since__isnull=False)
    rows = OfficeTemplate.objects.filter(seen, uid=uid, system=access.system_of(actor)).select_related("unit")
    found = rows.first()
    if found is None:
        raise TemplateUnknown(template=str(uid))
    return _row(found)


def template_versions(row: TemplateRow) -> list[TemplateRow]:
    """Return the versions of a row's template that the context sees, the newest first; one statement."""
    rows = OfficeTemplate.objects.filter(template_uid=row.template_uid).select_related("unit")
    return [_row(one) for one in rows.order_by("-number")]


def offered_templates(actor: Actor, source: str, day: date, bodies: Sequence[documents.NearBody]) -> list[TemplateRow]:
    """Return the versions with which a draft from a source begins on a day: those of the unit, and what the offices share that
    keep the registers of the bodies it drafts for; those for a blank page everywhere; one statement.
    """
    offices = {key for one in bodies for key in (one.keeper_id, one.unit_id)}
    mine = Q(unit_id=actor.unit_id) | Q(shared=True, unit_id__in=offices)
    rows = OfficeTemplate.objects.filter(mine, system=access.system_of(actor), since__lte=day, source__in={source, "blank"})
    rows = rows.filter(Q(until=None) | Q(until__gt=day)).select_related("unit").order_by("name", "pk")
    kinds = {one.key for one in documents.types.all_of(access.system_of(actor), day)}
    return [_row(one) for one in rows if one.type_key in kinds]


def head_facts(row: TemplateRow, body: documents.NearBody | None, at: datetime) -> dict[str, str]:
    """Return who leads the body a template is filled for; {} when it names no leader, else one statement."""
    if body is None or not used_in(_texts(row.content).values()) & {"head", "head_post"}:
        return {}
    held = org.holders("unit_head", body.unit_id, at)
    return {"head": held[0].name, "head_post": held[0].title} if held else {}


def fill_template(row: TemplateRow, facts: Mapping[str, str]) -> tuple[Content, list[FilledField]]:
    """Return the content that a draft begins with, and what was filled in where; dots stay where nothing is known."""
    texts = _texts(row.content)
    made = cleaned(replace(row.content, **{name: filled(text, facts) for name, text in texts.items()}))  # type: ignore[arg-type]
    marked = [FilledField(name, tuple(pieces(text, facts))) for name, text in texts.items() if used_in([text])]
    return made, marked


def preview_template(row: TemplateRow, day: date) -> bytes:
    """Return the PDF of a version filled with samples, laid out as of a day, as a draft of the unit's would be printed."""
    made, _ = fill_template(row, SAMPLES)
    like = Draft(system=row.system, type_key=row.type_key, body_name=SAMPLES["body"], parent_name="")
    return paper.render(f"drafting/{layout_on(row.system, day).paper}.typ", paper_data(like, made, on=day), at=row.written_at)


def _texts(content: Content) -> dict[str, str]:
    """Return the fields of a content that are text, by name."""
    return {name: value for name, value in content.as_json().items() if isinstance(value, str)}


def _row(one: OfficeTemplate) -> TemplateRow:
    kind = documents.types.by_key(one.system, one.type_key, org.local_day(one.written_at))
    told: dict[str, Any] = {
        name: getattr(one, name) for name in TemplateRow.__dataclass_fields__ if name not in ("unit", "type_name", "content")
    }
    return TemplateRow(unit=one.unit.name, type_name=kind.name, content=content_of(one.content), **told)
