"""With which unit each unit is scored: the nearest above that receives dossiers, itself or by a centre of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a unit stands in the tree and what it does."""

    parent_id: int | None
    function: str
    functions: tuple[str, ...]


def housed(places: Mapping[int, Place], heirs: Mapping[int, int]) -> dict[int, set[int]]:
    """Return the units scored together, by the unit that they are scored with; a unit below none that receives is left out.

    places  the units of a map, and those gone whose line stays their own.
    heirs   of a unit that is no place of the map: who has now all that it held; what stood below it stands below that unit.
    """
    receiving = {
        _standing(place.parent_id, places, heirs) or key if place.function == "service_centre" else key
        for key, place in places.items()
        if "one_stop" in place.functions
    }
    members: dict[int, set[int]] = defaultdict(set)
    for key in places:
        house: int | None = key
        while house is not None and house not in receiving:
            house = _standing(places[house].parent_id, places, heirs)
        if house is not None:
            members[house].add(key)
    return members


def _standing(key: int | None, places: Mapping[int, Place], heirs: Mapping[int, int]) -> int | None:
    """Return a unit, or who has all that it held; None when neither stands on the map."""
    found = key if key in places or key is None else heirs.get(key)
    return found if found in places else None


def seen_below(parents: Mapping[int, int | None], seen: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return, for each unit of a tree, how many of it and of what lies below it are seen, and how many there are."""
    found = dict.fromkeys(parents, (0, 0))
    for key in parents:
        above: int | None = key
        while above is not None and above in found:
            told, whole = found[above]
            found[above] = (told + (key in seen), whole + 1)
            above = parents[above]
    return found
