"""Questions about units, people and places; they never write."""

from lienthong.office.org.queries.addresses import address, addresses, place_valid, unit_of_place
from lienthong.office.org.queries.people import assignments, holders, local_day, people, person, posts_of
from lienthong.office.org.queries.rows import Address, Assignment, Holder, PersonRow, PostRow, Successor, UnitNode, UnitRow
from lienthong.office.org.queries.units import (
    calendar_code,
    parent_of,
    place_of,
    subtree,
    subtree_ids,
    successor,
    successors,
    tree,
    unit,
    unit_on,
    unit_serving,
    units,
    units_on,
)

__all__ = [
    "Address",
    "Assignment",
    "Holder",
    "PersonRow",
    "PostRow",
    "Successor",
    "UnitNode",
    "UnitRow",
    "address",
    "addresses",
    "assignments",
    "calendar_code",
    "holders",
    "local_day",
    "parent_of",
    "people",
    "person",
    "place_of",
    "place_valid",
    "posts_of",
    "subtree",
    "subtree_ids",
    "successor",
    "successors",
    "tree",
    "unit",
    "unit_of_place",
    "unit_on",
    "unit_serving",
    "units",
    "units_on",
]
