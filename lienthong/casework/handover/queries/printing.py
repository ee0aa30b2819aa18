"""The minutes as a paper.  Its fields: giver, receivers, list, both signatures with their days; the form is ours [P]."""

from __future__ import annotations

from typing import Any

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.handover.queries.reading import Minutes
from lienthong.casework.handover.rules.listing import KINDS
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats


def printed(row: Minutes) -> dict[str, Any]:
    """Return the fields of the paper; one that is not signed yet says so."""
    on = row.closed_at or row.given_at
    data: dict[str, Any] = {
        **dossiers.paper_head(org.unit(row.unit_id)),
        "number": row.number.partition("/")[0],
        "where": row.place,
        "reason": row.reason,
        "decision": row.decision or None,
        "giver_name": row.giver,
        "giver_title": row.giver_title,
        "whole_unit": row.scope != "person",
        "absent": row.absent or None,
        "state": None if row.state == "done" else row.state_name,
        "ends": row.ends,
        "signer_name": row.given_by or None,
        "signer_title": row.given_title or None,
        "given_at": row.given_at,
        "receivers": [
            {
                "name": one.name,
                "title": one.title,
                "unit": org.unit(one.unit_id).name,
                "instead_of": one.instead_of or None,
                "signed_at": one.signed_at,
            }
            for one in row.receivers
        ],
        "items": [
            {"kind": KINDS[one.kind], "label": one.label, "detail": one.detail, "receiver": one.receiver} for one in row.items
        ],
        "kinds": list(KINDS.values()),
        "counted": "; ".join(_counted(row)),
    }
    return data | ({"on": org.local_day(on)} if on else {})


def _counted(row: Minutes) -> list[str]:
    """Return how many lines of each kind there are, in words."""
    numbers = {key: sum(one.kind == key for one in row.items) for key in KINDS}
    return [f"{KINDS[key].lower()}: {formats.amount(number)}" for key, number in numbers.items() if number]
