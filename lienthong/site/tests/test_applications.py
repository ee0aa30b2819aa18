"""What the counters of the demonstrations write down, and how long the steps take: drawn, but never against the procedure."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.office.org import public as org
from lienthong.site.demo import applications, scenes
from lienthong.site.demo.fate import DAY, Fate, outcome, step_minutes
from lienthong.site.demo.plan import OUTAGE_REASON, Planned
from lienthong.toolkit.clock import VIETNAM

AT = datetime(2026, 3, 9, 8, 0, tzinfo=VIETNAM)
SCENE = scenes.COMMUNES_2026


def a_definition(name: str) -> procedures.Definition:
    """Return a procedure of the library by the name of its file."""
    (path,) = Path(procedures.LIBRARY).rglob(f"{name}.yaml")
    return procedures.parse(path.read_text(encoding="utf-8"))


BIRTH, COPY, POOR, CHAIN = (a_definition(name) for name in ("1.001193-2025", "2.000815-2025", "1.011607-2025", "2.002621-2025"))


def a_unit(number: int, short: str) -> org.UnitRow:
    return org.UnitRow(
        number, UUID(int=number), f"H49.{number}", "", "", f"UBND {short}", short, "people_committee", "people_committee", (),
        "state", "commune", None, "mountain", "", AT.date(), None,
    )  # fmt: skip


HOMES = applications.Homes(SCENE, {key: a_unit(number, f"xã {key}") for number, key in enumerate(SCENE.homes, 201)})


def a_planned(definition: procedures.Definition, *, unit: str = "hoanh_mo", case: str = "") -> Planned:
    chosen = case or definition.cases[0].key
    return Planned(7, unit, definition.code, UUID(int=1), chosen, "direct", AT, AT)


def drawn(definition: procedures.Definition, *, case: str = "", count: int = 200) -> list[applications.Asked]:
    planned = a_planned(definition, case=case)
    return [applications.application_of(planned, definition, HOMES, random.Random(number)) for number in range(count)]


def test_the_same_chance_writes_the_same_application() -> None:
    one, again, other = (applications.application_of(a_planned(BIRTH), BIRTH, HOMES, random.Random(seed)) for seed in (1, 1, 2))
    assert one == again != other


@pytest.mark.parametrize("definition", [BIRTH, COPY, POOR, CHAIN], ids=lambda one: one.code)
def test_every_paper_that_must_be_handed_in_is_and_what_is_shown_is_not_kept(definition: procedures.Definition) -> None:
    case = definition.cases[0].key
    must = {paper.key for paper in definition.papers_for(case) if paper.required and paper.action == "submit"}
    shown = {paper.key for paper in definition.papers_for(case) if paper.action != "submit"}
    for asked in drawn(definition, count=40):
        given = {paper.key for paper in asked.application.papers if paper.originals + paper.copies > 0}
        assert given >= must
        assert {paper.key for paper in asked.application.papers if paper.shown_only} == shown
        assert not given & shown


def test_who_comes_to_a_counter_lives_in_its_commune_and_who_comes_to_another_anywhere() -> None:
    own = {asked.application.owner.address_unit_id for asked in drawn(BIRTH)}
    assert own == {HOMES.units["hoanh_mo"].id}
    assert {HOMES.of("service_centre", random.Random(number)) for number in range(60)} == set(SCENE.homes)


def test_some_are_handed_in_by_somebody_else_and_some_sign_by_thumb_before_a_witness() -> None:
    made = [asked.application for asked in drawn(BIRTH, count=600)]
    assert 20 < sum(one.submitter is not None for one in made) < 150
    thumbs = [one.owner for one in made if one.owner.signs_by == "thumbprint"]
    assert thumbs
    assert all(one.witness and one.born_year is not None and one.born_year < 1970 for one in thumbs)
    assert all(not one.owner.witness for one in made if one.owner.signs_by == "signature")


def test_households_come_together_only_for_poverty() -> None:
    sizes = {len(asked.application.households) for asked in drawn(POOR)}
    assert sizes == {0, 2, 3, 4, 5}
    assert {len(asked.application.households) for asked in drawn(BIRTH)} == {0}


def test_fees_are_paid_when_the_procedure_says_and_an_exemption_names_its_ground() -> None:
    for definition in (BIRTH, COPY, POOR, CHAIN):
        fees = {fee.key: fee for case in definition.cases for fee in definition.fees_for(case.key)}
        for case in definition.cases:
            for asked in drawn(definition, case=case.key, count=40):
                assert all(fees[key].moment == "before" for key in asked.before)
                assert all(fees[key].moment == "after" for key in asked.after)
                assert all(
                    ground in {one.ground for one in fees[key].exemptions} for key, ground in asked.application.exempt.items()
                )
                assert not set(asked.application.exempt) & {*asked.before, *asked.after}


def test_only_what_is_entered_later_carries_its_true_time_and_the_reason() -> None:
    planned = a_planned(BIRTH)
    late = replace(planned, entered_at=AT + timedelta(days=1))

    now, then = (applications.application_of(one, BIRTH, HOMES, random.Random(1)).application for one in (planned, late))

    assert (now.received_at, now.late_reason) == (None, "")
    assert (then.received_at, then.late_reason) == (AT, OUTAGE_REASON)


def test_the_result_goes_mostly_to_who_handed_in() -> None:
    asked = next(one for one in drawn(BIRTH) if one.application.submitter is not None)
    names = [applications.receiver_of(asked, random.Random(number)) for number in range(300)]
    assert asked.application.submitter is not None
    assert 240 < names.count(asked.application.submitter.name) < 300


# --- how long ------------------------------------------------------------------------------------------------------------


def minutes(
    definition: procedures.Definition, step: str, *, leg: str = "main", total: int = 10 * DAY, pace: float = 0.5
) -> list[int]:
    node = definition.node(step)
    return [step_minutes(definition, node, leg, total, Fate(pace), random.Random(number)) for number in range(50)]


def test_a_step_takes_its_share_of_the_promise_at_the_pace_of_its_dossier() -> None:
    planned = 10 * DAY * BIRTH.node("verify").share / 100
    assert all(planned * 0.5 * 0.8 - 1 <= found <= planned * 0.5 * 1.2 for found in minutes(BIRTH, "verify"))
    assert sum(minutes(BIRTH, "verify", pace=0.9)) > sum(minutes(BIRTH, "verify", pace=0.3))


def test_a_step_of_a_leg_takes_its_share_of_the_limit_of_the_leg_not_of_the_whole() -> None:
    leg = 3 * DAY * CHAIN.node("police_check").share / 100
    found = minutes(CHAIN, "police_check", leg="residence", total=60 * DAY)
    assert all(leg * 0.5 * 0.8 - 1 <= one <= leg * 0.5 * 1.2 for one in found)


def test_no_step_takes_less_than_four_minutes() -> None:
    assert set(minutes(BIRTH, "number", total=20)) == {4}


def test_another_exit_than_the_main_one_is_taken_at_most_as_often_as_fate_allows_and_each_once() -> None:
    node = BIRTH.node("verify")
    for seed in range(60):
        chance, taken = random.Random(seed), set[tuple[str, str]]()
        ways = [outcome(node, Fate(0.5, detours=2), taken, chance).outcome for _ in range(12)]
        assert ways.count("incomplete") <= 1
        assert taken == ({("verify", "incomplete")} if "incomplete" in ways else set())
    straight = {outcome(node, Fate(0.5), set(), random.Random(seed)).outcome for seed in range(60)}
    assert straight == {"done"}


def test_copies_are_drawn_for_a_fee_by_pages_and_what_is_paid_is_what_they_cost() -> None:
    found = drawn(COPY, case="many") + drawn(BIRTH)
    asked = {(one.application.fees["copy"], one.application.copies["copy"]) for one in found if "copy" in one.application.fees}

    assert {pages for pages, _ in asked} == set(range(1, 7))
    assert all(1 <= copies <= 4 for _, copies in asked)
    assert {copies for one in drawn(BIRTH) for copies in one.application.copies.values()} <= {1}


def test_nobody_shows_a_paper_from_afar() -> None:
    planned = replace(a_planned(BIRTH), channel="online")
    drawn_papers = applications.application_of(planned, BIRTH, HOMES, random.Random(1)).application.papers

    assert drawn_papers
    assert not any(paper.shown_only for paper in drawn_papers)
