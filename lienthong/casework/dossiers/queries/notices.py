"""The data of notices to the citizen: supplement request (form 02), refusal (03), stop (05 of 2025), and what all share.

The reason stands in the ledger, where the act wrote it; who guided, refused or stopped is who acted.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lienthong.casework.dossiers.queries.papers import form_of, head
from lienthong.casework.dossiers.queries.reading import DossierPage
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import paper
from lienthong.toolkit.clock import VIETNAM

SYMBOLS = {"supplement_request": "HDHS", "refusal_notice": "TCHS", "apology_notice": "PXL", "stop_notice": "TBDHS"}
"""The symbol after the number; a notice carries the line of its dossier in the register, which has one of a kind at most [P]."""


def notice(page: DossierPage, kind: str, *, at: datetime, reason: str, lookup_url: str) -> dict[str, Any]:
    """Return what a notice of a kind shares with every other; `at` is when it was issued."""
    dossier, unit = page.dossier, org.unit(page.dossier.unit_id)
    form = form_of(kind, dossier.received_at)
    submitter = page.submitter
    return {
        **head(unit),
        "unit": f"Bộ phận tiếp nhận và trả kết quả {unit.name}",
        "title": form.title,
        "sample": form.sample,
        "notice_no": f"{dossier.book_line:04d}/{SYMBOLS[kind]}",
        "issued_on": at.astimezone(VIETNAM).date(),
        "dossier_code": dossier.code,
        "qr": paper.qr_svg(lookup_url),
        "submitter_name": submitter.name,
        "address": submitter.address,
        "phone": submitter.phone,
        "email": submitter.email,
        "subject": dossier.subject,
        "received_at": dossier.received_at,
        "reason": reason,
        "legal_basis": [f"{one.article} {one.text}".strip() for one in page.definition.legal_basis if one.mark in {"V", "I"}],
    }


def supplement_request(page: DossierPage, *, lookup_url: str) -> dict[str, Any]:
    """Return the fields of the request for supplement; empty when the dossier has none."""
    if not page.supplements:
        return {}
    asked = page.supplements[-1]
    data = notice(page, "supplement_request", at=asked.requested_at, reason=asked.reason, lookup_url=lookup_url)
    data |= {"papers": [str(one) for one in asked.papers], "guide_name": asked.requested_by}
    return data | ({"reply_by": asked.reply_by} if asked.reply_by else {})


def refusal_notice(page: DossierPage, *, lookup_url: str, names: dict[Any, str]) -> dict[str, Any]:
    """Return the fields of the refusal; empty when the dossier was not refused.  names: of people, by uid."""
    event = _latest(page, "refused", ledger.Lifecycle.COMPLETED)
    if event is None:
        return {}
    data = notice(page, "refusal_notice", at=event.occurred_at, reason=_reason(event), lookup_url=lookup_url)
    return data | {"clerk_name": names.get(event.person_uid, "")}


def stop_notice(page: DossierPage, *, lookup_url: str, names: dict[Any, str]) -> dict[str, Any]:
    """Return the fields of the notice that the work has stopped; empty unless it stands still now.  names: as above."""
    event = _latest(page, "stopped", ledger.Lifecycle.SUSPENDED)
    if event is None or page.dossier.pause_cause != "stopped":
        return {}
    data = notice(page, "stop_notice", at=event.occurred_at, reason=_reason(event), lookup_url=lookup_url)
    return data | {"signer_lines": ["THỦ TRƯỞNG CƠ QUAN"], "signer_name": names.get(event.person_uid, "")}


def _latest(page: DossierPage, activity: str, lifecycle: ledger.Lifecycle) -> Any:
    told = (one for one in reversed(page.events) if one.activity == activity and str(one.lifecycle) == lifecycle.value)
    return next(told, None)


def _reason(event: Any) -> str:
    return str(event.facts.get("reason", ""))
