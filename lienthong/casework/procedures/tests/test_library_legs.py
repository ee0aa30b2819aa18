"""Agencies of a system of their own (tax, insurance, the land registry) work in legs, by every version of the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from lienthong.casework.procedures.rules.definition import Definition, Node
from lienthong.casework.procedures.rules.vocabulary import VERTICAL
from lienthong.casework.procedures.testing import library, library_files
from lienthong.casework.procedures.tests.test_library import worked

FILES = library_files()
LIBRARY = library()


@pytest.mark.parametrize(
    ("name", "fork", "at"),
    [
        ("1.013978-2015", "tax", "tax"),
        ("1.013978-2025", "tax", "tax"),
        ("1.013949-2015", "tax", "tax"),
        ("1.013949-2025", "tax", "tax"),
        ("2.001023-2015", "hand_over", "social_insurance"),
        ("2.001023-2025", "hand_over", "social_insurance"),
    ],
)
def test_an_agency_of_its_own_system_works_in_a_leg_and_gets_named_papers_alone(name: str, fork: str, at: str) -> None:
    definition = LIBRARY[name]
    (leg,) = definition.node(fork).legs
    within = {node.key for node in definition.leg_line(leg)}

    assert (leg.at, bool(leg.limit), bool(leg.papers)) == (at, True, True)
    assert set(leg.papers) <= {paper.key for paper in definition.papers}
    assert {node.key for node in definition.nodes if node.at == at} <= within, "nothing of it is done in the whole dossier"


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name != "cu-tru"], ids=lambda path: path.stem)
def test_no_agency_of_its_own_system_does_a_step_outside_of_a_leg(path: Path) -> None:
    """Residence apart: its whole procedure is the business of the police, only its counter is not."""
    definition = LIBRARY[path.stem]
    within = {node.key for fork in definition.nodes for leg in fork.legs for node in reached(definition, leg.start, fork.join)}
    seen_whole = [
        node.key for node in worked(definition) if node.at in VERTICAL and node.key not in within and not node.silent_consent
    ]

    assert seen_whole == []


def reached(definition: Definition, start: str, stop: str) -> list[Node]:
    """Return the steps that a leg may come to before its join, by any exit."""
    todo, found = [start], dict[str, Node]()
    while todo:
        key = todo.pop()
        if key in (*found, stop):
            continue
        found[key] = definition.node(key)
        todo += [edge.to for edge in found[key].edges] + [leg.start for leg in found[key].legs]
    return list(found.values())


LAND = [path.stem for path in FILES if path.parent.name == "dat-dai" and not path.stem.startswith("1.012812")]


@pytest.mark.parametrize("name", LAND)
def test_the_land_registry_gets_named_papers_and_its_part_of_what_was_promised(name: str) -> None:
    definition = LIBRARY[name]
    legs = [(fork, leg) for fork in definition.nodes for leg in fork.legs if leg.at == "land_registry"]

    assert legs
    assert all(leg.limit_by_share and fork.share and leg.papers for fork, leg in legs)
    assert any(node.at == "land_registry" for _, leg in legs for node in definition.leg_line(leg))
