"""Reports on the map of then or of now: to which unit of a map the rows of each unit belong.  A row is never split by shares."""

from __future__ import annotations

from collections.abc import Collection, Mapping


def seats(asked: Collection[int], heirs: Mapping[int, tuple[int, bool]]) -> dict[int, int]:
    """Return, for each unit whose rows are counted for the units asked, the unit in whose line they are.

    heirs  for units that have ended or will: (who holds what it held on the day of the map, whether all of it); itself while it
    lasts.  What came wholly to one unit is counted there.  What was split stays in a line of its own, beside the larger part's.
    """
    found = {unit_id: unit_id for unit_id in asked if heirs.get(unit_id, (unit_id, True))[0] == unit_id or not heirs[unit_id][1]}
    for unit_id, (heir, whole) in heirs.items():
        if heir in asked:
            found[unit_id] = heir if whole else unit_id
    return found
