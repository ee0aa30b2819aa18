"""For whom and as what a unit drafts: the bodies near it, the types of a day, the line above the body on the paper."""

from __future__ import annotations

from datetime import date

from lienthong.casework.documents import public as documents
from lienthong.office.org import public as org

ALONE = frozenset({"people_committee", "people_council"})
"""Bodies that write nobody above themselves.  Source: law:nd-30-2020#phu-luc-1 [M]."""


def types_on(system: str, day: date) -> list[documents.DocumentType]:
    """Return the types that may be drafted on a day, by the order of the file: all but copies and texts of the legislator."""
    return [one for one in documents.types.all_of(system, day) if not one.copy and not (one.normative and one.silent)]


def parent_name(body: documents.NearBody, day: date) -> str:
    """Return what stands above the body's name on its papers: the agency it belongs to, "" for who has none there."""
    if body.key in ALONE:
        return ""
    above = org.unit_on(body.unit_id, day).parent_id
    return org.unit_on(above, day).name if above else ""
