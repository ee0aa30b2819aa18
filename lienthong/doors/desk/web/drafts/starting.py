"""With what a draft is begun: blank, as an answer to a letter, from a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
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
    """

    initial: dict[str, Any]
    templates: Sequence[drafting.Template]
    answers_uid: UUID | None = None
    dossier_uid: UUID | None = None
    about: str = ""
    chosen: str = ""
    facts: dict[str, str] = field(default_factory=dict)


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
    wanted = asked.get("mau", "")
    chosen = next((one for one in offered if one.key == wanted), offered[0] if source != "blank" and offered else None)
    initial: dict[str, Any] = {"body_key": bodies[0].key if bodies else ""}
    if chosen is not None:
        initial |= {"type_key": chosen.type_key, **drafting.filled(chosen, facts).as_json()}
    else:
        initial |= {"place": facts["place"]}
    return Start(initial, offered, answers, dossier, about, chosen.key if chosen else "", facts)
