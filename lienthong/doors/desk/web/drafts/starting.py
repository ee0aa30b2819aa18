"""With what a draft is begun: blank, as an answer to a letter, from a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk.web import asking
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


@dataclass(frozen=True)
class Start:
    """Where a draft begins: what it answers or comes from, what its form holds, which templates are offered.

    about  what it answers or comes from, as the page names it; "" when it begins blank.
    offices  the templates of offices that are offered beside the built-in ones.   chosen: key or uid of the one it begins with.
    own      the office's template it begins with, `marked`: what was filled in where; None and nothing of another.
    """

    initial: dict[str, Any]
    templates: Sequence[drafting.Template]
    offices: Sequence[drafting.TemplateRow]
    answers_uid: UUID | None = None
    dossier_uid: UUID | None = None
    about: str = ""
    chosen: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    own: drafting.TemplateRow | None = None
    marked: Sequence[drafting.FilledField] = ()

    @property
    def begun_from(self) -> dict[str, Any] | None:
        """Return what the first version remembers of the office's template; None when it begins with none."""
        if self.own is None:
            return None
        put = {(one.place, one.words): None for marked in self.marked for one in marked.parts if one.place and one.known}
        return {"uid": str(self.own.uid), "name": self.own.name, "number": self.own.number, "filled": [list(one) for one in put]}

    @property
    def file(self) -> tuple[str, bytes] | None:
        """Return the name and the content of the office's .docx with its places filled; None of a template that is no file."""
        package = drafting.filled_template_file(self.own, self.facts) if self.own else None
        return (f"{self.own.name}.docx", package) if self.own and package else None


def start_of(request: HttpRequest, actor: Actor, bodies: Sequence[documents.NearBody]) -> Start:
    """Return where a draft begins as the address says: `tra-loi` a document, `ho-so` a dossier, `mau` a template.

    Raises DocumentUnknown, DossierUnknown.
    """
    asked = request.POST if request.method == "POST" else request.GET
    answers, dossier = asking.uid_of(asked.get("tra-loi")), asking.uid_of(asked.get("ho-so"))
    source, about, facts = "blank", "", drafting.unit_facts(actor, asking.today(), bodies)
    if answers is not None:
        line = documents.document(actor, answers).line
        source, about = "letter", line.symbol or line.subject
        facts |= {
            "symbol": line.symbol, "issuer": line.issuer, "subject": line.subject, "type": (line.type_name or "văn bản").lower(),
            "day": formats.day_long(line.issued_on) if line.issued_on else "",
        }  # fmt: skip
    elif dossier is not None:
        row = dossiers.page(actor, dossier, clock.now()).row
        source, about = "dossier", row.code
        facts |= {"code": row.code, "applicant": row.owner_name, "procedure": row.procedure_name}
    offered = drafting.templates_on(actor.capacity, source, asking.today())
    offices = drafting.offered_templates(actor, source, asking.today(), bodies)
    wanted = asked.get("mau", "")
    own = next((one for one in offices if str(one.uid) == wanted), None)
    if own is not None:
        return _of_office(actor, own, Start({}, offered, offices, answers, dossier, about, wanted, facts), bodies)
    chosen = next((one for one in offered if one.key == wanted), offered[0] if source != "blank" and offered else None)
    initial: dict[str, Any] = {"body_key": bodies[0].key if bodies else ""}
    if chosen is not None:
        initial |= {"type_key": chosen.type_key, **drafting.filled(chosen, facts).as_json()}
    else:
        initial |= {"place": facts["place"]}
    return Start(initial, offered, offices, answers, dossier, about, chosen.key if chosen else "", facts)


def _of_office(actor: Actor, own: drafting.TemplateRow, start: Start, bodies: Sequence[documents.NearBody]) -> Start:
    """Return a start with an office's template, for the body whose registers that office keeps, else for the unit's first one."""
    keeps = [one for one in bodies if own.unit_id in (one.keeper_id, one.unit_id)]
    body = next(iter([*keeps, *bodies]), None)
    at, today = clock.now(), asking.today()
    facts = start.facts | drafting.unit_facts(actor, today, [body] if body else [])
    facts |= {"today": formats.day_long(today), "month": str(today.month), "year": str(today.year), "writer": actor.name}
    facts |= drafting.head_facts(own, body, at)
    made, marked = drafting.fill_template(own, facts)
    initial = {"place": facts["place"], "body_key": body.key if body else "", "type_key": own.type_key, **made.as_json()}
    return replace(start, initial=initial, own=own, marked=marked, facts=facts)
