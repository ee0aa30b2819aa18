"""An agency that works alone for a while has its own dossier too: tax in the land chains, insurance after a birth."""

from __future__ import annotations

from datetime import time, timedelta
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.rules.legs import part_of
from lienthong.casework.dossiers.services import frame, timing
from lienthong.casework.dossiers.tests import legs as at
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import AFTERNOON, a_calendar, a_season
from lienthong.office.worktime.testing import at as moment

LAND, CARD, SPLIT, FIRST = "1.013949", "2.001023", "1.012784", "1.013978"
PROCEDURES = tuple(f"{code}-2015" for code in (LAND, CARD, SPLIT, FIRST))
TO_NUMBER = ("receive/done", "appraise/done", "review/agreed", "decide/signed", "number/issued")
TO_CADASTRE = (*TO_NUMBER, "forward/sent")
TO_TAX = (*TO_CADASTRE, "cadastre/sent", "cadastre_result/sent")
TO_PAID = (*TO_TAX, "tax_notice/notified", "tax_result/notified", "payment/paid")
TO_CHECK = ("receive/done", "verify/done", "posting/no_complaint", "sign_commune/signed", "receive_district/done")
TO_CARD = ("receive/done", "register/done", "sign/signed", "send/sent")


def played(world: given.World, code: str, *steps: str) -> UUID:
    """Bring a dossier as far as some steps lead."""
    actor = world.centre_clerk if code in (LAND, SPLIT) else world.clerk
    uid = given.received(world, code, actor=actor)
    for one in steps:
        given.step(world, uid, *one.split("/"))
    return uid


def papers_of(leg: dossiers.Dossier) -> set[str]:
    with ledger.seeing({leg.unit_id}):
        return {paper.key for paper in leg.papers.all()}


def legs_at(world: given.World, uid: UUID, unit_id: int) -> set[UUID]:
    """Return the legs of a dossier that were sent to a unit."""
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        return set(dossiers.Dossier.objects.filter(parent__uid=uid, unit_id=unit_id).values_list("uid", flat=True))


@pytest.mark.parametrize(
    ("code", "steps", "slug", "key", "papers"),
    [
        (LAND, TO_TAX, "tax", "tax_duty", {"request", "certificate", "extract"}),
        (CARD, TO_CARD, "insurance", "insurance", {"insurance_form"}),
        (LAND, TO_CADASTRE, "land_registry", "cadastre_info", {"request", "certificate", "extract"}),
        (LAND, TO_PAID, "land_registry", "registration", {"request", "certificate", "extract"}),
        (SPLIT, ("receive/done",), "land_registry", "land", {"request", "certificate"}),
        (FIRST, TO_CHECK, "land_registry", "land_info", {"request"}),
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
        assert {row.uid for row in dossiers.Dossier.objects.all()} == legs_at(world, uid, leg.unit_id), "never the whole"
        assert not ledger.history(uid), "nor what was done in it"
        assert {task.object_uid for task in tasks.Task.objects.filter(object_uid__in=[uid, leg.uid])} == {leg.uid}


def test_the_tax_answers_whoever_sent_the_land_and_that_says_how_it_goes_on(world: given.World) -> None:
    uid = played(world, LAND, *TO_TAX, "tax_notice/notified", "tax_result/missing", "documents/added")

    again = given.leg(world, uid, "tax_duty-2")
    given.step(world, uid, "tax_notice", "exempt", at=world.at + timedelta(hours=2))
    row = given.dossier(world.centre_clerk, uid)

    assert again.code != given.leg(world, uid, "tax_duty").code
    assert {key: leg["state"] for key, leg in row.legs.items()} == dict.fromkeys(
        ("cadastre_info", "tax_duty", "tax_duty-2"), "done"
    )
    assert [task.step for task in given.open_tasks(world.centre_clerk, uid)] == ["tax_result"]
    at.nothing_broken()


def test_the_limit_of_the_leg_runs_on_the_calendar_of_the_agency(world: given.World) -> None:
    leg = given.leg(world, played(world, CARD, *TO_CARD), "insurance")

    assert leg.limits["legal"]["value"] == 10
    assert leg.due_at is not None
    assert (leg.due_at.day, leg.due_at.month) == (26, 3), "ten working days after 12 March 2018"


def test_the_registry_has_its_code_its_receipt_and_its_part_of_the_time_and_brings_the_certificate(world: given.World) -> None:
    uid = played(world, SPLIT, "receive/done")
    sent = given.leg(world, uid, "land")
    whole = given.dossier(world.centre_clerk, uid)

    assert sent.code != whole.code
    assert sent.link["parent_code"] == whole.code
    assert sent.due_at is not None
    assert whole.due_at is not None
    assert (sent.limits["legal"]["value"], sent.limits["legal"]["unit"]) == (4, "working_day"), "88 % of 7 days"
    assert world.at < sent.due_at < whole.due_at

    for step in ("check/done", "review/agreed"):
        given.step(world, uid, *step.split("/"))
    given.step(world, uid, "sign", "signed", result_number="CH 00125")
    given.step(world, uid, "update", "done", result_number="")
    back = given.dossier(world.centre_clerk, uid)

    assert (back.result_number, back.legs["land"]["result"]["number"]) == ("CH 00125", "CH 00125")
    assert [task.step for task in given.open_tasks(world.centre_clerk, uid)] == ["collect"]
    at.nothing_broken()


def test_a_registry_that_lacks_a_paper_asks_the_counter_and_goes_on_when_it_is_there(world: given.World) -> None:
    uid = played(world, SPLIT, "receive/done", "check/incomplete")

    assert given.dossier(world.centre_clerk, uid).legs["land"]["state"] == dossiers.LegState.ASKING
    assert [task.step for task in given.open_tasks(world.centre_clerk, uid)] == ["complete"]

    given.step(world, uid, "complete", "completed")

    assert [task.step for task in given.all_tasks(world, uid) if task.object_uid != uid] == ["check"]
    at.nothing_broken()


def test_the_last_leg_of_the_registry_ends_the_work_and_the_counter_gives_the_result(world: given.World) -> None:
    uid = played(world, LAND, *TO_PAID, "register/done")
    row = given.dossier(world.centre_clerk, uid)

    assert row.status == dossiers.Status.COMPLETED
    assert row.result_number == "12/2018", "the number of the decision, not of a leg"
    assert {key: leg["state"] for key, leg in row.legs.items()} == dict.fromkeys(
        ("cadastre_info", "tax_duty", "registration"), "done"
    )
    at.nothing_broken()


def test_what_the_registry_found_wrong_is_found_anew_in_a_leg_of_its_own(world: given.World) -> None:
    uid = played(
        world, FIRST, *TO_CHECK, "registry_check/sent", "registry_result/sent", "tax_notice/exempt", "tax_result/unclear"
    )

    first, again = given.leg(world, uid, "land_info"), given.leg(world, uid, "land_info-2")

    assert (first.status, again.status) == (dossiers.Status.RETURNED, dossiers.Status.RECEIVED)
    assert first.unit_id == again.unit_id == world.district.units["land_registry"].pk
    at.nothing_broken()


@pytest.mark.parametrize(
    ("minutes", "share", "day", "part"),
    [
        (4800, 88, 480, (8, "working_day")),
        (480, 100, 480, (1, "working_day")),
        (960, 40, 480, (6, "working_hour")),
        (0, 50, 480, (1, "working_hour")),
        (4200, 90, 420, (9, "working_day")),
        (420, 100, 420, (1, "working_day")),
    ],
)
def test_a_part_of_the_time_is_whole_days_and_below_a_day_hours(
    minutes: int, share: int, day: int, part: tuple[int, str]
) -> None:
    assert part_of(minutes, share, day=day) == part


def test_a_working_day_of_the_part_is_as_long_as_the_calendar_says_by_which_the_whole_was_promised(world: given.World) -> None:
    version = procedures.version_in_force(SPLIT, world.at.date())
    row = dossiers.Dossier(received_at=moment("12/03/2018 07:00"), original_due_at=moment("23/03/2018 17:00"))
    act = frame.Act(world.centre_clerk, world.at, "advance", row, frame.kept(version))
    act.calendar = a_calendar(seasons=[a_season(worktime.Session(time(7), time(10, 30)), AFTERNOON)])

    limit = timing.leg_limit(act, "land")

    assert timing.promised_minutes(act) == 10 * 7 * 60
    assert limit == worktime.Limit(8, worktime.LimitUnit.WORKING_DAY), "88 % of ten days of seven hours"
