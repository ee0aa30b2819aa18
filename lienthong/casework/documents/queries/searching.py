"""One box over the registers in sight: number, symbol, subject, people and the text of files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models.expressions import OuterRef, RawSQL, Subquery

from lienthong.casework.documents import access
from lienthong.casework.documents.models import Indexed, RegisterEntry, Series
from lienthong.casework.documents.queries.reading import EntryRow, entry_row
from lienthong.casework.documents.rules import searching
from lienthong.casework.documents.rules.searching import Piece, snippet
from lienthong.toolkit.actor import Actor

FOUND = 20
"""Lines of a page of what was found."""
EVER = (date(1900, 1, 1), date(9999, 12, 31))
_FIND = "SELECT documents_find(to_tsquery('simple', %s), %s, %s, %s::uuid[], %s, %s, %s, %s, %s)"
_REGISTER = Subquery(Series.objects.filter(pk=OuterRef("series_id")).values("uid"))
_NO_KEY = 2**62


@dataclass(frozen=True)
class Found:
    """A line that was found, and the words of its files around the first hit; () when the line itself says it."""

    line: EntryRow
    snippet: tuple[Piece, ...]


@dataclass(frozen=True)
class FoundPage:
    """Twenty lines, the latest first; `before`: the key to go on with, 0 when there are no more."""

    rows: tuple[Found, ...]
    before: int


def search(
    actor: Actor,
    text: str,
    *,
    part: str = "",
    direction: str = "",
    since: date | None = None,
    until: date | None = None,
    before: int = 0,
) -> FoundPage:
    """Return the lines of every register in sight, and of what is shared, that say all that was typed, the latest first.

    Two statements.

    text   with marks or without, NFC or NFD, «hòa» or «hoà»: the same lines.  What stands in quotes, and the parts of a symbol,
           follow each other.  Nothing typed: every line.
    part   symbol (and number), subject, people (issuer, signer, recipients), text (of the files); "": anywhere.
    direction  in, out, internal; "": each.   since, until  days of the numbers, both counted.   before  of the page before.
    """
    asked = searching.phrases(text)
    if not asked and text.strip():
        return FoundPage((), 0)
    first, end = since or EVER[0], until + timedelta(days=1) if until and until < EVER[1] else EVER[1]
    query = searching.query_of(asked, part) or None
    eyes = [access.system_of(actor), actor.has(*access.READERS), access.hands_of(actor)]
    keys = RawSQL(_FIND, [query, *eyes, direction, first, end, before or _NO_KEY, FOUND + 1])  # noqa: S611 -- constant text
    rows = RegisterEntry.objects.filter(pk__in=keys).select_related("document").annotate(register_uid=_REGISTER)
    lines = list(rows.order_by("-pk"))
    said = _texts([row.pk for row in lines[:FOUND]], asked, part)
    found = tuple(Found(entry_row(row, row.register_uid), snippet(said.get(row.pk, ""), asked)) for row in lines[:FOUND])
    return FoundPage(found, lines[FOUND - 1].pk if len(lines) > FOUND else 0)


def _texts(keys: list[int], asked: tuple[tuple[str, ...], ...], part: str) -> dict[int, str]:
    """Return the texts of files, where files were asked."""
    if not asked or part not in {"", "text"}:
        return {}
    return dict(Indexed.objects.filter(pk__in=keys).exclude(text="").values_list("pk", "text"))
