"""Whose register, books and tills are looked at: one's own unit's, or those of a unit that ended and came to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from lienthong.doors.desk.web import asking
from lienthong.office.org import public as org
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Tab

UNTIL = "%(unit)s (đến %(day)s)"


@dataclass(frozen=True)
class Looked:
    """The unit whose records are looked at; `ended`: key and words of those that ended, the latest first, to choose from."""

    unit_id: int
    name: str
    own: bool
    ended: tuple[tuple[int, str], ...] = ()

    @property
    def words(self) -> dict[str, str]:
        """Return what an address says of the unit; nothing for one's own."""
        return {} if self.own else {"don-vi": str(self.unit_id)}

    def chips(self, route: str, own_name: str, kept: Mapping[str, str] | None = None) -> list[Tab]:
        """Return a choice of units for a page, `kept` in each address; none when there is only one's own."""
        if not self.ended:
            return []
        here, same = reverse(route), dict(kept or {})
        told = [Tab(f"{here}?{urlencode(same)}" if same else here, own_name, self.own)]
        for unit_id, words in self.ended:
            told.append(Tab(f"{here}?{urlencode({**same, 'don-vi': str(unit_id)})}", words, unit_id == self.unit_id))
        return told


def looked_at(request: HttpRequest, *, having: Callable[[Collection[int]], Collection[int]] | None = None) -> Looked:
    """Return whose records the address asks for («don-vi»); one statement, none for who sees only the own unit.

    having  returns which of some units have anything to look at: only these are offered, besides the one that is looked at.
    Raises Http404 for a unit that did not end or that the actor does not see.
    """
    actor, asked, today = asking.actor_of(request), request.GET.get("don-vi", ""), asking.today()
    others = actor.sees - {actor.unit_id}
    found = sorted(
        ((unit.until, unit.code, unit.id, unit.name) for unit in org.units(others).values() if unit.until and unit.until <= today)
        if others
        else (),
        reverse=True,
    )
    kept = having([unit_id for _, _, unit_id, _ in found]) if having and found else None
    ended = tuple(
        (unit_id, tongues.told(UNTIL, unit=name, day=pages.day(until)))
        for until, _, unit_id, name in found
        if kept is None or unit_id in kept or str(unit_id) == asked
    )
    if asked in ("", str(actor.unit_id)):
        return Looked(actor.unit_id, actor.unit, True, ended)
    for _, _, unit_id, name in found:
        if str(unit_id) == asked:
            return Looked(unit_id, name, False, ended)
    raise Http404
