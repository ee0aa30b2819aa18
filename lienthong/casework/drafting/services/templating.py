"""An office's own templates: written by whoever drafts, published from a day on by another who leads, withdrawn with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting import access, errors
from lienthong.casework.drafting.models import OfficeTemplate
from lienthong.casework.drafting.queries.bodies import types_on
from lienthong.casework.drafting.rules.checking import must_fit
from lienthong.casework.drafting.rules.content import Content, cleaned
from lienthong.casework.drafting.rules.places import SOURCES, places_of, strange_in
from lienthong.casework.drafting.rules.words import FIELD_NAMES, MOST, TEMPLATE_STATES
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


@dataclass(frozen=True)
class NewTemplate:
    """What a version of a template says.

    source    key of SOURCES: for drafts that come from there; one for «blank» may be taken for any.
    type_key  of the types of the day.   content: fields with places («{{ đơn vị soạn }}»).   note: what was changed.
    """

    name: str
    source: str
    type_key: str
    content: Content
    note: str = ""


def write_template(
    *, actor: Actor, at: datetime, new: NewTemplate, key: UUID, of: UUID | None = None, file: files.FileRow | None = None
) -> UUID:
    """Keep a version as a draft of the actor's unit; return its uid.

    key  of the page whose button was pressed; pressed twice, it is one version.
    of   the template whose next version it is, when the unit has it; else a new template begins.
    file the kept .docx whose text the content is.
    Raises NotADrafter, TemplateNameless, TooLong, ChoiceUnknown, CountWrong, TypeNotDrafted, NothingWritten, PlacesStrange.
    """
    access.must_draft(actor)
    tidy = _checked(actor, new, org.local_day(at))
    uid = uuid5(key, str(actor.unit_id))
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        org.Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=actor.unit_id)  # so that numbers follow one another
        mine = list(OfficeTemplate.objects.filter(unit_id=actor.unit_id, template_uid=of)) if of else []
        if OfficeTemplate.objects.filter(uid=uid).exists():
            return uid
        row = OfficeTemplate(
            uid=uid, template_uid=of if of and mine else uid, number=max((one.number for one in mine), default=0) + 1,
            unit_id=actor.unit_id, system=access.system_of(actor), writer_uid=actor.person_uid, writer_name=actor.name,
            file_uid=file.uid if file else None, file_name=file.name if file else "",
        )  # fmt: skip
        _say(row, tidy, at)
        row.save()
        _told(row, "template_written", actor, at)
    return uid


def rewrite_template(*, actor: Actor, at: datetime, version_uid: UUID, new: NewTemplate) -> None:
    """Put other words into a version that was not published; its writer alone does.

    Raises TemplateUnknown, TemplateNotDraft, NotTemplateWriter, TemplateIsFile, and what `write_template` raises.
    """
    access.must_draft(actor)
    tidy = _checked(actor, new, org.local_day(at))
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(actor, version_uid)
        _must_be_draft(row)
        if row.writer_uid != actor.person_uid:
            raise errors.NotTemplateWriter(writer=row.writer_name)
        if row.file_uid:
            raise errors.TemplateIsFile
        _say(row, tidy, at)
        row.save(update_fields=["name", "source", "type_key", "content", "note", "written_at"])
        _told(row, "template_rewritten", actor, at)


def publish_template(*, actor: Actor, at: datetime, version_uid: UUID, since: date, shared: bool = False) -> None:
    """Let drafts begin with a version from a day on; the version before it ends there.

    shared  for every unit that drafts for the body whose registers the unit keeps.
    Raises TemplateUnknown, NotTemplatePublisher, TemplateNotDraft, OwnTemplate, TemplatePast.
    """
    access.must_publish(actor)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(actor, version_uid)
        _must_be_draft(row)
        if row.writer_uid == actor.person_uid:
            raise errors.OwnTemplate
        others = list(
            OfficeTemplate.objects.filter(template_uid=row.template_uid, since__isnull=False).order_by("since", "number")
        )
        open_ones = [one for one in others if one.until is None]
        ends = [one.until or (one.since or since) + timedelta(days=1) for one in others]
        earliest = max([org.local_day(at), *ends])
        if since < earliest:
            raise errors.TemplatePast(earliest=formats.day(earliest))
        for one in open_ones:
            one.until = since
            one.save(update_fields=["until"])
        row.state, row.since, row.shared = "published", since, shared
        row.publisher_uid, row.publisher_name, row.published_at = actor.person_uid, actor.name, at
        row.save(update_fields=["state", "since", "shared", "publisher_uid", "publisher_name", "published_at"])
        _told(row, "template_published", actor, at, since=since, shared=shared)


def withdraw_template(*, actor: Actor, at: datetime, version_uid: UUID, reason: str) -> None:
    """Take a version back: no draft begins with it any more; drafts that did keep their words.

    The leader of the unit does, and its writer as long as it was not published.
    Raises TemplateUnknown, NotTemplatePublisher, TemplateEnded, ReasonNeeded.
    """
    said = " ".join(reason.split())[: MOST["reason"]]
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _locked(actor, version_uid)
        if row.state == "withdrawn":
            raise errors.TemplateEnded
        if row.state == "published" or row.writer_uid != actor.person_uid:
            access.must_publish(actor)
        if not said:
            raise errors.ReasonNeeded
        if row.since is not None:
            ends = max(row.since, org.local_day(at))
            row.until = min(ends, row.until or ends)
        row.state, row.withdrawn_by, row.withdrawn_at, row.withdraw_reason = "withdrawn", actor.name, at, said
        row.save(update_fields=["state", "until", "withdrawn_by", "withdrawn_at", "withdraw_reason"])
        _told(row, "template_withdrawn", actor, at)


def _checked(actor: Actor, new: NewTemplate, today: date) -> NewTemplate:
    """Return a version with tidy words.  Raises what is wrong with them."""
    name, note = " ".join(new.name.split()), " ".join(new.note.split())
    if not name:
        raise errors.TemplateNameless
    for field, said in (("template", name), ("note", note)):
        if len(said) > MOST[field]:
            raise errors.TooLong(what=FIELD_NAMES[field], most=MOST[field])
    if new.source not in SOURCES:
        raise errors.ChoiceUnknown(what=FIELD_NAMES["source"].lower())
    if new.type_key not in {one.key for one in types_on(access.system_of(actor), today)}:
        raise errors.TypeNotDrafted(day=formats.day(today))
    content = cleaned(new.content)
    must_fit(content, documents.MARKS)
    if not (content.subject or content.text):
        raise errors.NothingWritten
    must_have_known_places([str(text) for text in content.as_json().values()], new.source)
    return NewTemplate(name, new.source, new.type_key, content, note)


def must_have_known_places(texts: list[str], source: str) -> None:
    """Raise PlacesStrange, naming what is allowed, when texts have a place that drafts from a source do not know."""
    strange = strange_in(texts, source)
    if strange:
        allowed = ", ".join(f"{{{{ {one.written} }}}}" for one in places_of(source))
        raise errors.PlacesStrange(places=", ".join(strange), allowed=allowed)


def _say(row: OfficeTemplate, new: NewTemplate, at: datetime) -> None:
    row.name, row.source, row.type_key, row.note = new.name, new.source, new.type_key, new.note
    row.content, row.written_at = new.content.as_json(), at


def _locked(actor: Actor, uid: UUID) -> OfficeTemplate:
    """Return a version of the actor's unit in the actor's system, locked.  Raises TemplateUnknown."""
    rows = OfficeTemplate.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(uid=uid, unit_id=actor.unit_id, system=access.system_of(actor)).first()
    if row is None:
        raise errors.TemplateUnknown(template=str(uid))
    return row


def _must_be_draft(row: OfficeTemplate) -> None:
    if row.state != "draft":
        raise errors.TemplateNotDraft(state=TEMPLATE_STATES[row.state].lower())


def _told(row: OfficeTemplate, activity: str, actor: Actor, at: datetime, **body: object) -> None:
    """Append an event to the stream of the template; neither its name nor its words stand in it."""
    facts = {"version": row.uid, "number": row.number, "type": row.type_key, **body}
    lifecycle = ledger.Lifecycle.COMPLETED if row.state == "withdrawn" else ledger.Lifecycle.STARTED
    ledger.append(
        ledger.about(
            "office_template", row.template_uid, activity, lifecycle, at=at, actor=actor, body=facts, participants=(row.unit_id,)
        )
    )
