"""An agency that works alone for a while has its own dossier too: tax in the land chains, insurance after a birth."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.tests import legs as at
from lienthong.office.ledger import public as ledger

LAND, CARD = "1.013949", "2.001023"
PROCEDURES = (f"{LAND}-2015", f"{CARD}-2015")
TO_TAX = ("receive/done", "appraise/done", "review/agreed", "decide/signed", "number/issued", "cadastre/sent")
TO_CARD = ("receive/done", "register/done", "sign/signed", "send/sent")


def played(world: given.World, code: str, *steps: str) -> UUID:
    """Bring a dossier as far as some steps lead."""
    actor = world.centre_clerk if code == LAND else world.clerk
    uid = given.received(world, code, actor=actor)
    for one in steps:
        given.step(world, uid, *one.split("/"))
    return uid


def papers_of(leg: dossiers.Dossier) -> set[str]:
    with ledger.seeing({leg.unit_id}):
        return {paper.key for paper in leg.papers.all()}


@pytest.mark.parametrize(
    ("code", "steps", "slug", "key", "papers"),
    [
        (LAND, TO_TAX, "tax", "tax_duty", {"request", "certificate", "extract"}),
        (CARD, TO_CARD, "insurance", "insurance", {"insurance_form"}),
    ],
)
def test_the_agency_sees_its_leg_with_the_papers_named_and_not_the_whole(
    world: given.World, code: str, steps: tuple[str, ...], slug: str, key: str, papers: set[str]
) -> None:
    uid = played(world, code, *steps)
    leg = given.leg(world, uid, key)

    assert leg.unit_id == world.district.units[slug].pk
    assert papers_of(leg) == papers
    with ledger.seeing({leg.unit_id}):
        assert [row.uid for row in dossiers.Dossier.objects.all()] == [leg.uid]


def test_the_tax_answers_whoever_sent_the_land_and_that_says_how_it_goes_on(world: given.World) -> None:
    uid = played(world, LAND, *TO_TAX, "tax_notice/notified", "tax_result/missing", "documents/added")

    again = given.leg(world, uid, "tax_duty-2")
    given.step(world, uid, "tax_notice", "exempt", at=world.at + timedelta(hours=2))
    row = given.dossier(world.centre_clerk, uid)

    assert again.code != given.leg(world, uid, "tax_duty").code
    assert {key: leg["state"] for key, leg in row.legs.items()} == {"tax_duty": "done", "tax_duty-2": "done"}
    assert [task.step for task in given.open_tasks(world.centre_clerk, uid)] == ["tax_result"]
    at.nothing_broken()


def test_the_limit_of_the_leg_runs_on_the_calendar_of_the_agency(world: given.World) -> None:
    leg = given.leg(world, played(world, CARD, *TO_CARD), "insurance")

    assert leg.limits["legal"]["value"] == 10
    assert leg.due_at is not None
    assert (leg.due_at.day, leg.due_at.month) == (26, 3), "ten working days after 12 March 2018"
