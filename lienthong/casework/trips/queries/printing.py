"""The run sheet on paper: a line for each visit, the QR code of each dossier, room for signatures; a form of our own [P]."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.trips.queries.reading import LineRow, TripPage
from lienthong.office.org import public as org
from lienthong.toolkit import paper
from lienthong.toolkit.formats import text as formats

BLANKS = 4
"""Empty lines for people who come on the way."""


def printed(page: TripPage, lookup_url: Callable[[str, str], str]) -> dict[str, Any]:
    """Return the fields of the paper; `lookup_url` gives the address that the QR code of a dossier holds (code, key)."""
    return {
        **dossiers.paper_head(org.unit(page.unit_id)),
        "number": page.number.partition("/")[0],
        "made_on": org.local_day(page.made_at),
        "on": page.on,
        "villages": "; ".join(page.villages),
        "clerks": list(page.clerks),
        "note": page.note or None,
        "lines": [_line(one, lookup_url) for one in page.lines],
        "blanks": [str(number) for number in range(1, BLANKS + 1)],
    }


def _line(one: LineRow, lookup_url: Callable[[str, str], str]) -> dict[str, Any]:
    more = [one.procedure] if one.dossier_uid else []
    if one.owed:
        more.append(f"còn phải thu {formats.amount(one.owed)} đồng")
    if one.reply_by is not None:
        more.append(f"hạn bổ sung {formats.day(one.reply_by)}")
    line: dict[str, Any] = {
        "kind": one.kind_name,
        "village": one.village,
        "code": one.code or None,
        "name": one.name,
        "where": "; ".join(part for part in (one.address, one.phone) if part),
        "what": "; ".join([one.what, *more]),
        "told": one.told or None,
    }
    return line | ({"qr": paper.qr_svg(lookup_url(one.code, one.lookup_key))} if one.code else {})
