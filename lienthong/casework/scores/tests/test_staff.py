"""The figures of a person: from the rows of what the person held, for the person and the head of the unit alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.ratings import public as ratings
from lienthong.casework.scores import public as scores
from lienthong.casework.scores.access import COMPLAINTS, closed_to, may_read_staff
from lienthong.casework.scores.queries.hands import STAFF_COLUMNS
from lienthong.casework.scores.rules.scoring import WITHHELD
from lienthong.casework.scores.testing import JULY, a_july, july, petitioned
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import a_person, a_post, an_appointment
from lienthong.toolkit.actor import Actor

AUGUST = july(1, month=8)


def staff(actor: Actor, *, only: UUID | None = None, unit: int = 0, period: tuple[date, date] = JULY) -> list[scores.StaffScore]:
    with ledger.seeing(actor.sees):
        return scores.staff_scores(unit or actor.unit_id, *period, actor=actor, at=AUGUST, only=only)


def own(actor: Actor) -> scores.StaffScore:
    (found,) = staff(actor, only=actor.person_uid)
    return found


def why(found: scores.StaffScore) -> dict[str, str]:
    return {one.index.key: one.why for one in found.scores if one.points is None}


@pytest.fixture
def made(world: given.World) -> dict[str, UUID]:
    return a_july(world)


def test_the_set_of_a_person_is_five_of_the_nine_and_every_figure_is_known() -> None:
    found, nine = scores.staff_set(), scores.sets()[0]

    assert (found.most, len(found.indices), found.bands_mark) == (10, 5, "M")
    assert [least for least, _ in found.bands] == [8, 6, 4, 0]
    assert (found.since, found.until) == (nine.since, nine.until)
    used = {column for one in found.indices for column in (*one.figures, *one.points)}
    assert used <= set(STAFF_COLUMNS)
    assert set(scores.beside()) <= set(STAFF_COLUMNS)


def test_a_person_is_told_of_dossiers_and_steps_that_the_person_held(world: given.World, made: dict[str, UUID]) -> None:
    found = own(world.head)
    steps = sum(found.counts.get(key) or 0 for key in ("step_early", "step_on_time", "step_late"))

    assert (found.counts["early"], found.counts["on_time"], found.counts["late"]) == (0, 2, 1)
    assert steps == 3, "one step of each of the three"
    points = {one.index.key: one.points for one in found.scores}
    assert points["thoi-gian"] == Decimal(2) / 3
    assert points["lan-lien-he"] == 2
    assert points["co-quan-lien-he"] is None
    assert (found.total.points, found.total.missing, found.band) == (None, 1, "")
    assert "không biết người dân phải đến nơi nào" in why(found)["co-quan-lien-he"]


def test_lateness_lies_in_the_hands_that_held_the_step(world: given.World, made: dict[str, UUID]) -> None:
    with ledger.seeing(world.head.sees):
        done = [task for name in ("on_time", "late", "online") for task in tasks.of_object(made[name])]
    held = [
        (task.holder_uid, task.closed_at > task.due_at)
        for task in done
        if task.kind == "task" and task.holder_uid and task.closed_at and task.due_at and task.unit_id == world.head.unit_id
    ]
    expected = {person: sum(late for uid, late in held if uid == person) for person, _ in held}
    found = {one.person_uid: one.counts.get("step_late") or 0 for one in staff(world.head)}

    assert len(expected) > 1, "several people did the steps"
    assert sum(expected.values()) > 0
    assert {person: found[person] for person in expected} == expected


def test_who_did_nothing_has_no_figure_and_not_zero_points(world: given.World, made: dict[str, UUID]) -> None:
    idle = a_person("Chíu Sám Múi")
    an_appointment(a_post(world.district.units["hoanh_mo"], "specialist.land"), idle)
    found = next(one for one in staff(world.head) if one.person_uid == idle.uid)

    assert {one.points for one in found.scores} == {None}
    assert "không có hồ sơ nào xong trong kỳ mà người này làm" in why(found)["thoi-gian"]
    assert found.counts == {}


def test_ratings_of_a_persons_dossiers_are_shown_and_give_no_points(world: given.World, made: dict[str, UUID]) -> None:
    before = own(world.head)
    for name, face in (("on_time", "very"), ("late", "bad")):
        code = given.dossier(world.clerk, made[name]).code
        dossiers.return_result(actor=world.clerk, at=july(13), dossier_uid=made[name], receiver="Hoàng Thị Sen")
        ratings.rate(code=code, face=face, reasons=[], comment="", at=july(14))
    found = own(world.head)

    assert [found.counts.get(key) for key in ("rated_very", "rated_good", "rated_bad")] == [1, 0, 1]
    assert {one.index.key: one.points for one in found.scores} == {one.index.key: one.points for one in before.scores}


def test_complaints_about_behaviour_are_read_by_the_head_and_not_by_whom_they_may_be_about(
    world: given.World, made: dict[str, UUID]
) -> None:
    petitioned(world, 12, kind="behaviour", dossier=given.dossier(world.clerk, made["on_time"]).code)
    clerk = replace(world.clerk, duties=world.clerk.duties - {"unit_head", "division_head"})
    mine, of_head = own(clerk), own(world.head)

    assert why(mine)["thai-do"] == WITHHELD
    assert not set(mine.counts) & set(COMPLAINTS)
    assert of_head.counts["calm_not"] == 2, "one late, one complained of"
    for column in COMPLAINTS & STAFF_COLUMNS.keys():
        with pytest.raises(KeyError), ledger.seeing(clerk.sees):
            scores.staff_rows(clerk.unit_id, clerk.person_uid, column, *JULY, actor=clerk, at=AUGUST)
    assert (closed_to(world.head), closed_to(clerk)) == (frozenset(), COMPLAINTS)


def test_each_figure_of_a_person_opens_exactly_its_rows(world: given.World, made: dict[str, UUID]) -> None:
    opened = 0
    for found in staff(world.head):
        with ledger.seeing(world.head.sees):
            for column, count in found.counts.items():
                page = scores.staff_rows(
                    world.head.unit_id, found.person_uid, column, *JULY, actor=world.head, at=AUGUST
                )  # fmt: skip
                assert len(page.rows) == (count or 0), (found.name, column)
                assert all(len(row.cells) == len(scores.staff_ground(column).shows) for row in page.rows)
                opened += len(page.rows)

    assert opened > 6
    assert scores.staff_words("step_late") == "Bước xong quá hạn"


def test_an_open_step_past_its_limit_is_told_beside_of_who_holds_it(world: given.World, made: dict[str, UUID]) -> None:
    assert sum(one.counts.get("lying_late") or 0 for one in staff(world.head)) == 0, "nobody has claimed it"
    task = given.open_tasks(world.clerk, made["open"])[0]
    holder = world.district.actor("hoanh_mo", task.duty)
    with ledger.seeing(holder.sees):
        tasks.claim(actor=holder, task_uid=task.uid, at=july(17))

    assert own(holder).counts.get("lying_late") == 1


def test_a_stranger_a_head_of_another_unit_and_a_former_head_read_nobodys_figures(
    world: given.World, made: dict[str, UUID]
) -> None:
    unit, person = world.head.unit_id, world.head.person_uid
    stranger = replace(world.clerk, duties=frozenset({"counter_clerk"}))
    elsewhere = world.district.actor("dong_van", "unit_head")
    above = world.district.actor("district", "unit_head")
    former = replace(world.head, duties=frozenset({"specialist.justice"}))
    moved = replace(world.head, unit_id=elsewhere.unit_id)

    for who in (stranger, elsewhere, above, moved):
        with pytest.raises(scores.NotYourStaff):
            staff(who, unit=unit, only=person if who is not moved else world.clerk.person_uid)
        with pytest.raises(scores.NotYourStaff), ledger.seeing(who.sees):
            scores.staff_rows(unit, world.centre_clerk.person_uid, "late", *JULY, actor=who, at=AUGUST)
    for who in (stranger, former):
        with pytest.raises(scores.NotYourStaff) as no:
            staff(who)
        assert "chỉ người ấy và lãnh đạo" in no.value.message
    assert own(former).person_uid == person, "the own figures stay one's own"
    with pytest.raises(scores.NotYourStaff):
        staff(former, only=world.clerk.person_uid)


@pytest.mark.parametrize(
    ("duties", "same_unit", "own_figures", "may"),
    [
        ({"counter_clerk"}, True, True, True),
        ({"counter_clerk"}, True, False, False),
        ({"unit_head"}, True, False, True),
        ({"division_head"}, True, False, True),
        ({"unit_head"}, False, False, False),
        ({"unit_head"}, False, True, False),
        ({"unit_reporter", "deadline_watcher", "unit_admin", "system_admin"}, True, False, False),
    ],
)
def test_figures_of_a_person_are_the_persons_and_the_heads(
    world: given.World, duties: set[str], same_unit: bool, own_figures: bool, may: bool
) -> None:
    actor = replace(world.clerk, duties=frozenset(duties))
    unit = actor.unit_id if same_unit else actor.unit_id + 1

    assert may_read_staff(actor, unit, actor.person_uid if own_figures else world.head.person_uid) is may
    assert may_read_staff(actor, unit, None) is (may and not own_figures)


def test_who_held_no_post_of_the_unit_in_the_period_is_not_told_of(world: given.World, made: dict[str, UUID]) -> None:
    gone = a_person("Trần Văn Lỷ")
    an_appointment(a_post(world.district.units["hoanh_mo"], "specialist.land"), gone, until=date(2018, 7, 1))

    with pytest.raises(scores.PersonNotOfUnit):
        staff(world.head, only=gone.uid)
    with pytest.raises(scores.PersonNotOfUnit):
        staff(world.head, only=world.centre_clerk.person_uid)
    assert gone.uid not in {one.person_uid for one in staff(world.head)}


def test_a_period_outside_the_law_is_refused(world: given.World) -> None:
    with pytest.raises(scores.BeforeTheLaw):
        staff(world.head, period=(date(2018, 6, 1), date(2018, 7, 31)))


def test_everybody_of_a_unit_costs_two_statements(
    world: given.World, made: dict[str, UUID], query_count: Callable[[], Any]
) -> None:
    with ledger.seeing(world.head.sees), query_count() as counted:
        found = scores.staff_scores(world.head.unit_id, *JULY, actor=world.head, at=AUGUST)

    assert counted.statements <= 2, counted.texts
    assert len(found) > 2
