"""Where units stand on a day: two statements for any number of units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lienthong.office.org import public as org
from lienthong.office.readiness.models import Assessment
from lienthong.office.readiness.queries.sets import set_on
from lienthong.office.readiness.rules.sets import LEVELS, RuleSet
from lienthong.office.readiness.rules.standing import Standing, Verdict, judge, stand


@dataclass(frozen=True)
class UnitStanding:
    """A one-stop unit on a day: where it stands with each requirement, and what that comes to."""

    unit: org.UnitRow
    standings: tuple[Standing, ...]
    verdict: Verdict


def judged(day: date, seen: Collection[int]) -> list[org.UnitRow]:
    """Return the one-stop units of a day among those seen, by code; one statement.

    A People's Committee whose one-stop is a service centre of its own is judged by that centre.
    """
    found = [unit for unit in org.units_on(day, function="one_stop") if unit.level in LEVELS]
    by_centre = {unit.parent_id for unit in found if unit.function == "service_centre"}
    return [unit for unit in found if unit.id not in by_centre and unit.id in seen]


def standings(day: date, seen: Collection[int]) -> list[UnitStanding]:
    """Return where every one-stop unit seen stands on a day.  Raises NoRequirements."""
    rules = set_on(day)
    units = judged(day, seen)
    claims: dict[tuple[int, str], list[Assessment]] = defaultdict(list)
    begun = Assessment.objects.filter(unit_id__in=[unit.id for unit in units], rule_set=rules.key, since__lte=day)
    for one in begun.order_by("since", "pk"):
        claims[one.unit_id, one.requirement].append(one)
    return [_of_unit(unit, rules, claims, day) for unit in units]


def _of_unit(unit: org.UnitRow, rules: RuleSet, claims: dict[tuple[int, str], list[Assessment]], day: date) -> UnitStanding:
    found = tuple(stand(one, one.demands[unit.level], claims.get((unit.id, one.key), []), day) for one in rules.asked(unit.level))
    return UnitStanding(unit, found, judge(found))
