"""The check of form of a version, with the layout and the types of a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting.errors import VersionUnknown
from lienthong.casework.drafting.models import Version
from lienthong.casework.drafting.queries.layouts import layout_on
from lienthong.casework.drafting.rules import form
from lienthong.casework.drafting.rules.content import Content, content_of
from lienthong.office.org import public as org


def faults_of(version_uid: UUID, on: date | None = None) -> list[form.FormFault]:
    """Return what breaks the rules of form in a version, by the layout of a day; that on which it was saved unless said.

    The context is the caller's.  Raises VersionUnknown.
    """
    row = Version.objects.select_related("draft").filter(uid=version_uid).first()
    if row is None:
        raise VersionUnknown(version=str(version_uid))
    return faults_in(row.draft.system, row.draft.type_key, content_of(row.content), on or org.local_day(row.made_at))


def faults_in(system: str, type_key: str, said: Content, on: date) -> list[form.FormFault]:
    """Return what breaks the rules of form in a content of a type on a day."""
    layout = layout_on(system, on)
    kind = documents.types.by_key(system, type_key, on)
    return form.faults(form.Asked(said, layout.shape(type_key), layout, kind.holds(on), kind.name))
