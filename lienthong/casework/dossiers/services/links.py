"""The other dossier of an interlinked leg, found in the database: opened under lock, given its persons, papers and files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.models import PaperLine, Party
from lienthong.casework.dossiers.services import frame
from lienthong.casework.dossiers.services.making import plain
from lienthong.casework.dossiers.services.numbering import take_number
from lienthong.casework.tasks import public as tasks
from lienthong.office.files import public as files

HANDED_ROLES = ("owner", "representative")
"""Who goes over to a leg; the unit that sends it is its submitter."""


class Stored:
    """Finds and writes by the database; see `frame.Links`."""

    def take_number(self, unit_id: int, on: date) -> tuple[int, int]:
        """Return the next numbers of a unit, under the lock of its counters."""
        return take_number(unit_id, on)

    def opened(self, act: frame.Act, uid: UUID, unit_id: int, *, wait: bool) -> frame.Act:
        """Return an act on the other dossier, locked.  Raises DossierUnknown, LegBusy."""
        with frame.reaching(act, unit_id):
            dossier, version = frame.locked(uid, wait=wait)
            found = tasks.open_of(uid)
        other = replace(
            frame.Act(act.actor, act.at, act.verb, dossier, version, open=found), crossed=True, itself=act.itself, links=act.links
        )
        act.others.append(other)
        return other

    def handed(self, act: frame.Act, leg: frame.Act, keys: Sequence[str]) -> list[list[Any]]:
        """Return the persons and the papers that a new leg gets; scans become files of the leg."""
        people = Party.objects.filter(dossier=act.dossier, role__in=HANDED_ROLES).order_by("pk")
        papers = PaperLine.objects.filter(dossier=act.dossier).order_by("added_at", "pk")
        chosen = papers.filter(key__in=keys) if keys else papers
        return [parties_of(people, act, leg, plain), self._papers(chosen, act, leg)]

    def added(self, act: frame.Act, leg: frame.Act, since: datetime, keys: Sequence[str]) -> list[Any]:
        """Return the papers that came since; those without a key were asked for by name."""
        papers = PaperLine.objects.filter(dossier=act.dossier, added_at__gte=since).order_by("added_at", "pk")
        return self._papers(papers.filter(key__in=[*keys, ""]) if keys else papers, act, leg)

    def returned(self, leg: frame.Act, parent: frame.Act, file_uids: Sequence[UUID]) -> list[str]:
        """Return the uids of the leg's files as files of the parent."""
        return [self._share(uid, leg, parent) for uid in file_uids]

    def _papers(self, papers: Iterable[PaperLine], act: frame.Act, leg: frame.Act) -> list[PaperLine]:
        found = papers_of(papers, act, leg, plain)
        for paper in found:
            if paper.file_uid is not None:
                paper.file_uid = UUID(self._share(paper.file_uid, act, leg))
                paper.more_files = [self._share(UUID(str(uid)), act, leg) for uid in paper.more_files]
        return found

    def _share(self, uid: UUID, act: frame.Act, to: frame.Act) -> str:
        with frame.reaching(act, to.dossier.unit_id):
            return str(files.share(uid, object_uid=to.dossier.uid, unit_id=to.dossier.unit_id, at=act.at).uid)


STORED = Stored()
_PERSON = (
    "kind", "name", "id_type", "id_number", "born_on", "born_year", "sex", "phone", "email", "place_uid", "address_unit_id",
    "address", "signs_by", "witness", "basis",
)  # fmt: skip
_PAPER = ("key", "name", "originals", "certified", "copies", "shown_only", "file_uid", "more_files", "reuses")


def parties_of(people: Iterable[Party], act: frame.Act, leg: frame.Act, make: Any) -> list[Party]:
    """Return the unsaved persons of a leg: the owner as in the parent, the unit that sends it as the submitter."""
    found = [
        make(Party, dossier=leg.dossier, role=one.role, **{name: getattr(one, name) for name in _PERSON})
        for one in people
        if one.role in HANDED_ROLES
    ]
    sender = leg.dossier.link["sender"][:200]
    return [*found, make(Party, dossier=leg.dossier, role="submitter", kind="state", name=sender)]


def papers_of(papers: Iterable[PaperLine], act: frame.Act, leg: frame.Act, make: Any) -> list[PaperLine]:
    """Return the unsaved papers of a leg, with the counts of the parent's."""
    return [
        make(PaperLine, dossier=leg.dossier, added_at=act.at, **{name: getattr(one, name) for name in _PAPER})
        for one in papers
        if not one.shown_only
    ]
