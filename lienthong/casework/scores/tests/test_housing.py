"""With which unit a unit is scored, on a map where some are gone."""

from __future__ import annotations

import pytest

from lienthong.casework.scores.rules.housing import Place, housed, seen_below

DISTRICT, CENTRE, LAND, COMMUNE, PARTY, GONE, NEW = 1, 2, 3, 4, 5, 6, 7
PLAIN = Place(DISTRICT, "division", ())
TREE = {
    DISTRICT: Place(None, "people_committee", ()),
    CENTRE: Place(DISTRICT, "service_centre", ("one_stop",)),
    LAND: PLAIN,
    COMMUNE: Place(DISTRICT, "people_committee", ("one_stop",)),
}
ALONE = Place(None, "service_centre", ("one_stop",))
COMMUNE_OF_NOW = Place(None, "people_committee", ("one_stop",))


@pytest.mark.parametrize(
    ("places", "heirs", "expected"),
    [
        (TREE, {}, {DISTRICT: {DISTRICT, CENTRE, LAND}, COMMUNE: {COMMUNE}}),
        ({PARTY: Place(None, "party", ())}, {}, {}),
        ({CENTRE: ALONE}, {}, {CENTRE: {CENTRE}}),
        ({NEW: COMMUNE_OF_NOW, LAND: Place(GONE, "division", ())}, {GONE: NEW}, {NEW: {NEW, LAND}}),
        ({NEW: COMMUNE_OF_NOW, LAND: Place(GONE, "division", ())}, {}, {NEW: {NEW}}),
        ({CENTRE: Place(GONE, "service_centre", ("one_stop",)), NEW: Place(None, "x", ())}, {GONE: NEW}, {NEW: {NEW, CENTRE}}),
        ({CENTRE: Place(GONE, "service_centre", ("one_stop",))}, {GONE: NEW}, {CENTRE: {CENTRE}}),
    ],
    ids=[
        "a district with its centre and division", "who receives nothing", "a centre above which nothing stands",
        "what stood below a unit that is gone stands below its heir", "or nowhere, when nobody took it over",
        "the centre of a unit that is gone makes its heir receive", "an heir that is not on the map is none",
    ],
)  # fmt: skip
def test_a_unit_is_scored_with_the_nearest_above_that_receives(
    places: dict[int, Place], heirs: dict[int, int], expected: dict[int, set[int]]
) -> None:
    assert housed(places, heirs) == expected


def test_how_much_of_a_branch_is_seen_is_counted_with_the_unit_itself() -> None:
    parents = {DISTRICT: None, CENTRE: DISTRICT, COMMUNE: DISTRICT, LAND: CENTRE, PARTY: GONE}

    assert seen_below(parents, {DISTRICT, LAND, COMMUNE, GONE}) == {
        DISTRICT: (3, 4), CENTRE: (1, 2), COMMUNE: (1, 1), LAND: (1, 1), PARTY: (0, 1),
    }  # fmt: skip
