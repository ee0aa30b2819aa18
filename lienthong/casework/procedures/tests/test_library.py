"""The library: every procedure of domain 6.2 in its eras, sound, publishable, served by units and posts that exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.rules.definition import Definition, LimitRow, Node
from lienthong.casework.procedures.rules.fees import fee_amount
from lienthong.casework.procedures.rules.publishing import check_publishing
from lienthong.casework.procedures.rules.soundness import check_soundness
from lienthong.casework.procedures.rules.vocabulary import DUTIES, NodeKind, Start, Unit
from lienthong.casework.procedures.testing import MONDAY_8AM, library, library_files
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime

FILES = library_files()
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
LIBRARY = library()
IN_2018, TWO_LEVELS, IN_2026 = date(2018, 3, 12), date(2025, 7, 1), date(2026, 7, 1)

CATALOGUE = (
    "1.001193", "1.000894", "1.000656", "1.001022", "1.000689", "1.004837", "1.004845", "1.004859", "1.004873", "1.004884",
    "1.004746", "1.005461", "1.004772", "1.003583", "1.000593", "1.000419", "1.000110", "1.000094", "1.000080", "1.004827",
    "2.000806", "2.000528", "2.000635", "2.000908", "2.000815", "2.000884", "2.001035", "2.001019", "2.001016", "2.001406",
    "2.001263", "1.004222", "1.004194", "1.002755", "1.010038", "1.003197", "1.010028", "1.003677", "2.001159", "1.010041",
    "1.001612", "2.000720", "1.001570", "1.001266", "1.005280", "1.013225", "1.013227", "1.013228", "1.013978", "1.012783",
    "1.012784", "1.012786", "1.013949", "1.012812", "1.011607", "1.011608", "1.011609", "1.002211", "2.000950", "2.000930",
    "1.003434", "1.014736", "1.014737", "1.010736", "1.001699", "1.001776", "1.001731", "2.000986", "2.001023", "2.002621",
    "2.002622", "3.000722",
)  # fmt: skip
"""The codes of the 55 rows of domain 6.2, in its order; row 54 names its successor 3.000722 too, which stands last."""

FIFTEEN = (
    "1.001193", "1.000656", "1.000894", "1.004873", "2.000635", "2.000815", "2.000884", "2.001035", "1.004222", "1.001612",
    "1.013225", "1.013978", "1.011607", "1.001776", "2.000986",
)  # fmt: skip
SUCCESSOR = {"2.000986": "2.002621"}
ONLY_LATER = {
    "1.002755": "Luật Cư trú 2020", "1.010028": "Luật Cư trú 2020", "1.010041": "Luật Cư trú 2020",
    "1.011609": "no 2018 limit known",
    "1.003434": "NĐ 98/2018, from 2018-08-20", "1.014736": "NĐ 358/2025", "1.014737": "NĐ 358/2025",
    "2.002621": "NĐ 63/2024", "2.002622": "NĐ 63/2024", "3.000722": "adds the identity card, 2026",
}  # fmt: skip
"""Procedures that did not exist on 12 March 2018, and why."""
ENDED = {"2.000986": "replaced by 2.002621 on 2024-07-01"}

UNCUT = {
    "1.001776-2015": "the first sample file: 25 to 20",
    "1.013225-2015": "the first sample file: 15 to 10, 30 to 20",
    "2.000986-2015": "legs of police and insurance run by their own law",
    "2.001023-2015": "insurance has 10 days by its own law",
    "2.001023-2025": "insurance has 10 days by its own law",
    "2.002621-2024": "legs run by their own law",
    "2.002621-2025": "legs run by their own law",
    "2.002622-2024": "legs run by their own law",
    "2.002622-2025": "legs run by their own law",
    "3.000722-2026": "legs run by their own law",
    "1.011607-2016": "posted 3 of 7 days",
    "1.011608-2016": "posted 3 of 7 days",
    "1.000080-2016": "posted 7 days",
    "1.000080-2025": "posted 7 days",
    "1.013978-2015": "posted 15 days",
    "1.013978-2025": "posted 15 days",
    "2.001263-2015": "15 days for a change of mind",
    "2.001263-2025": "15 days for a change of mind",
    "1.000094-2016": "another commune has 5 days to answer",
    "1.001022-2016": "another commune has 5 days to answer",
    "1.004873-2016": "another commune has 3 days to answer",
}
"""Files in which some case is promised with less than the programme's cut of 50-70 %, and why."""

COMMUNE_2025: dict[str, frozenset[str]] = {
    "reception": frozenset({"counter_clerk"}),
    "people_committee": frozenset({"unit_head"}),
    "division.office": frozenset({"division_head", "records_clerk", "specialist.justice", "specialist.office"}),
    "division.economy": frozenset(
        {"division_head", "specialist.land", "specialist.infrastructure", "specialist.finance", "specialist.agriculture"}
    ),
    "division.social": frozenset({"division_head", "specialist.social", "specialist.culture", "specialist.home_affairs"}),
    "police": frozenset({"unit_head", "specialist.police"}),
    "social_insurance": frozenset({"unit_head", "specialist.insurance"}),
    "tax": frozenset({"specialist.tax"}),
    "land_registry": frozenset({"unit_head", "division_head", "specialist.land"}),
    "party_building": frozenset({"unit_head"}),
}
"""Who does what in a commune since 1 July 2025.  Source: NĐ 150/2025 [V] for the agencies, domain 5.4 [M] for the sectors."""


def in_force(day: date) -> dict[str, Definition]:
    """Return the definitions in force on a day by code; a second one of the same code is an error."""
    found: dict[str, Definition] = {}
    for definition in LIBRARY.values():
        if definition.since <= day and (definition.until is None or day < definition.until):
            assert definition.code not in found, f"{definition.code} twice on {day}"
            found[definition.code] = definition
    return found


def versions(code: str) -> list[Definition]:
    """Return the versions of a code, the oldest first."""
    return sorted((one for one in LIBRARY.values() if one.code == code), key=lambda one: one.since)


def worked(definition: Definition) -> Iterable[Node]:
    """Return the steps that somebody does."""
    return (node for node in definition.nodes if node.kind not in (NodeKind.FORK, NodeKind.JOIN))


@EVERY_FILE
def test_every_file_is_sound_and_may_be_published(path: Path) -> None:
    definition = LIBRARY[path.stem]

    assert check_soundness(definition) == []
    assert check_publishing(definition, duties_held=DUTIES) == []


@EVERY_FILE
def test_every_file_is_named_by_its_code_and_first_year(path: Path) -> None:
    definition = LIBRARY[path.stem]

    assert path.name == f"{definition.code}-{definition.since.year}.yaml"
    assert path.read_text(encoding="utf-8").startswith("# Mẫu bước T"), "the first line says which step template it follows"


@EVERY_FILE
def test_every_limit_basis_and_decision_says_how_sure_we_are(path: Path) -> None:
    definition = LIBRARY[path.stem]

    assert definition.decision is not None
    assert definition.decision.mark == "P", "the number of the local decision is ours"
    assert definition.legal_basis
    assert all(basis.mark for basis in definition.legal_basis)
    assert all(row.mark for case in definition.cases for row in case.limits)
    assert all(fee.mark for fee in definition.fees if fee.amount)


def test_every_procedure_of_the_catalogue_is_there_and_one_internal() -> None:
    codes = {definition.code for definition in LIBRARY.values()}

    assert len(CATALOGUE) == len(set(CATALOGUE)) == 72
    assert codes - set(CATALOGUE) == {"6.000001"}
    assert set(CATALOGUE) <= codes
    assert {one.code for one in LIBRARY.values() if one.kind == "internal"} == {"6.000001"}


@pytest.mark.parametrize("code", [*CATALOGUE, "6.000001"])
def test_the_versions_of_a_procedure_follow_each_other_without_overlap_or_gap(code: str) -> None:
    found = versions(code)

    for one, following in pairwise(found):
        assert one.until == following.since
        assert (one.document.code, one.document.issue + 1) == (following.document.code, following.document.issue)
    assert (found[-1].until is None) == (code not in ENDED)


def test_a_document_number_stands_for_one_file() -> None:
    numbers = [(definition.document.code, definition.document.issue) for definition in LIBRARY.values()]

    assert len(numbers) == len(set(numbers))


def test_each_procedure_is_in_force_once_in_each_era_in_which_it_exists() -> None:
    then, now = in_force(IN_2018), in_force(IN_2026)

    assert set(CATALOGUE) - set(then) == set(ONLY_LATER)
    assert set(CATALOGUE) - set(now) == set(ENDED)


@pytest.mark.parametrize("code", FIFTEEN)
def test_the_fifteen_most_used_are_there_in_both_eras(code: str) -> None:
    then, now = in_force(IN_2018)[code], in_force(IN_2026)[SUCCESSOR.get(code, code)]

    assert then != now
    for definition in (then, now):
        assert all(case.limits for case in definition.cases)
        assert definition.papers
        assert definition.note


def test_only_procedures_of_the_fifteen_are_called_verified() -> None:
    verified = {definition.code for definition in LIBRARY.values() if definition.verified}

    assert verified < {*FIFTEEN, *SUCCESSOR.values()}
    assert {"1.001776", "2.001035", "2.002621"}.isdisjoint(verified), "their limits stand in no data that we read"


def test_a_verified_version_rests_on_a_limit_of_the_data() -> None:
    """Either its own row says V, or the version of 2026 gives the same limit with V."""
    now = in_force(IN_2026)
    for name, definition in LIBRARY.items():
        if definition.verified:
            rows = [row for case in definition.cases for row in case.limits]
            same = [row for case in now.get(definition.code, definition).cases for row in case.limits if row.mark == "V"]
            known = [row for row in rows if row.mark == "V" or any(row.legal == other.legal for other in same)]
            assert known, name
            assert rows[0] in known, f"{name}: the usual case"


def cut(row: LimitRow) -> float:
    """Return by how much the promise is shorter than the law, as a fraction."""
    days = {Unit.WORKING_HOUR: 1 / 8, Unit.WORKING_DAY: 1.0, Unit.CALENDAR_DAY: 5 / 7, Unit.MONTH: 21.0}
    return 1 - row.committed.value * days[row.committed.unit] / (row.legal.value * days[row.legal.unit])


def test_promises_keep_the_programmes_cut_of_fifty_to_seventy_per_cent() -> None:
    less = {
        name
        for name, definition in LIBRARY.items()
        for case in definition.cases
        for row in case.limits
        if row.legal.start is not Start.SAME_DAY and row.legal.value > 1 and not 0.5 <= cut(row) <= 0.7
    }

    assert less == set(UNCUT)


def test_same_day_results_are_promised_for_the_day_and_cut_off_at_three() -> None:
    for code in ("1.001193", "1.000656", "1.000894", "2.000635", "2.000815", "2.000884"):
        for day in (IN_2018, IN_2026):
            case = in_force(day)[code].cases[0]
            assert case.immediate
            assert (case.limits[0].legal.start, case.limits[0].legal.cutoff) == (Start.SAME_DAY, "15:00")


def test_land_procedures_add_ten_days_in_the_mountains() -> None:
    for day in (IN_2018, IN_2026):
        for code in ("1.013978", "1.012783", "1.012784", "1.012786", "1.013949"):
            limits = in_force(day)[code].limit_for(in_force(day)[code].cases[0].key, "direct", "mountain")
            assert limits is not None
            assert (limits[0].area_extra, limits[1].area_extra) == (10, 10)


def test_the_certified_copy_has_tariff_steps_and_a_cap() -> None:
    for day in (IN_2018, IN_2026):
        (fee,) = in_force(day)["2.000815"].fees
        assert [fee_amount(fee, pages) for pages in (1, 2, 3, 300)] == [2000, 4000, 5000, 200000]


@pytest.mark.parametrize("name", ["1.013978-2015", "1.013978-2025", "1.013949-2015", "1.013949-2025"])
def test_waiting_for_the_citizens_payment_stops_the_clock(name: str) -> None:
    definition = LIBRARY[name]
    line = [node.key for node in definition.main_line()]

    assert definition.node("payment").pauses
    assert definition.node("payment").share == 0
    assert line.index("tax") < line.index("tax_result") < line.index("payment")


@pytest.mark.parametrize("name", ["2.001263-2015", "2.001263-2025"])
def test_waiting_for_a_change_of_mind_lets_the_clock_run(name: str) -> None:
    wait = LIBRARY[name].node("reflection")

    assert wait.lasts is not None
    assert (wait.cause, wait.pauses, wait.lasts.value, wait.lasts.unit) == ("change_of_mind", False, 15, "calendar_day")


def test_the_centre_appraises_and_seals_by_itself_for_household_businesses() -> None:
    definition = LIBRARY["1.001612-2015"]

    steps = [(node.at, node.duty) for node in definition.main_line()]

    assert steps == [
        ("reception", "counter_clerk"),
        ("service_centre", "specialist.finance"),
        ("division.finance", "division_head"),
        ("service_centre", "records_clerk"),
        ("reception", "counter_clerk"),
    ]


def test_both_payers_of_the_funeral_grant_lead_to_the_join() -> None:
    for name in ("2.002622-2024", "2.002622-2025"):
        definition = LIBRARY[name]
        assert {edge.outcome for edge in definition.node("funeral_check").edges} == {"done", "insured", "none"}
        assert definition.node("insurance_sign").edges[0].to == definition.node("funeral_sign").edges[0].to == "together"


@pytest.mark.parametrize("name", [name for name, one in LIBRARY.items() if one.until is None])
def test_since_july_2025_every_step_lies_with_an_agency_of_the_commune_or_a_sector(name: str) -> None:
    lost = [
        (node.key, node.at, node.duty)
        for node in worked(LIBRARY[name])
        if node.duty not in COMMUNE_2025.get(node.at, frozenset())
    ]

    assert lost == []


@pytest.mark.thorough
@pytest.mark.django_db
def test_every_step_before_july_2025_is_served_by_a_unit_and_a_post_of_bình_liêu() -> None:
    """The organisation of 2018 stands for all three-level versions: it is the only one that is loaded."""
    worktime.load_calendars()
    org.load_places()
    org.load_units()
    org.invent_people()
    commune, centre = org.unit("06841").id, org.unit("H49.16.14").id
    known: dict[tuple[int, str, str], bool] = {}
    lost = []

    for name, definition in LIBRARY.items():
        if definition.until is None or definition.until > TWO_LEVELS:
            continue  # since 2025: the two-level units, tested above
        reception = centre if received_at_centre(definition) else commune
        for node in worked(definition):
            key = (reception, node.at, node.duty)
            if key not in known:
                known[key] = bool(org.holders(node.duty, place(node.at, reception), MONDAY_8AM))
            if not known[key]:
                lost.append((name, node.key, node.at, node.duty))

    assert lost == []
    assert len(known) > 30


def received_at_centre(definition: Definition) -> bool:
    """Return whether the district's centre receives: the district decides and no commune hands the dossier up."""
    handed_up = any(
        node.at == "parent" or (node.at, node.duty) == ("service_centre", "counter_clerk") for node in definition.nodes
    )
    return definition.level == "district" and not handed_up


def place(at: str, reception: int) -> int:
    """Return the unit that a step names, as the engine finds it."""
    if at == "reception":
        return reception
    if at == "parent":
        return org.parent_of(reception, IN_2018).id
    return org.unit_serving(at, reception, IN_2018).id


@pytest.mark.thorough
@pytest.mark.django_db
def test_the_whole_library_is_published_in_order_and_read_by_the_day() -> None:
    report = procedures.load_library(at=MONDAY_8AM)

    assert report.faults == ()
    for day in (IN_2018, TWO_LEVELS - timedelta(days=1), TWO_LEVELS, IN_2026):
        for code, definition in in_force(day).items():
            row = procedures.version_in_force(code, day)
            assert (row.since, row.unverified) == (definition.since, not definition.verified)
