"""What a procedure takes at a unit, and the draft of a shorter promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from lienthong.casework.cuts import public as cuts
from lienthong.casework.cuts.queries import measuring
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.office.accounts import public as accounts
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

PROCEDURES = ("1.013225-2015",)
DAY = timedelta(days=1)
STEPS = (
    ("receive", "done"), ("assign", "assigned"), ("appraise", "done"), ("review", "agreed"), ("sign", "signed"),
    ("number", "issued"),
)  # fmt: skip


@pytest.fixture
def editor(world: given.World) -> Actor:
    """The one of the district who drafts procedures."""
    return world.district.actor("district", "system_admin")


def settled(world: given.World, *, after: timedelta = timedelta(minutes=30), pause: timedelta | None = None) -> Any:
    """Receive a building permit at the centre and let it go through, each step `after` the one before."""
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    at = world.at
    for number, (key, outcome) in enumerate(STEPS):
        at += after
        given.step(world, uid, key, outcome, at=at)
        if number == 2 and pause:
            dossiers.request_supplement(
                actor=world.centre_clerk, at=at, dossier_uid=uid, papers=["Bản vẽ"], reason="Thiếu bản vẽ"
            )
            at += pause
            dossiers.receive_supplement(actor=world.centre_clerk, at=at, dossier_uid=uid)
    return uid


def row(world: given.World, *, at: Any = None) -> cuts.CutRow:
    """Return the one row of the centre."""
    unit = world.centre_clerk.unit_id
    with ledger.seeing({unit}):
        (found,) = cuts.rows([unit], date(2018, 3, 1), date(2018, 3, 31), at=at or world.at + 30 * DAY)
    return found


def test_a_row_tells_limits_cut_and_what_was_kept(world: given.World) -> None:
    settled(world)
    told = row(world)
    assert (told.code, told.legal.unit, told.finished, told.still_open, told.late, told.kept) == (
        given.PERMIT, "calendar_day", 1, 0, 0, 1.0,
    )  # fmt: skip
    assert told.percent == round(100 * (1 - told.committed.value / told.legal.value))
    assert told.median == told.p90 == 6 * 30
    assert told.proposal is None  # one dossier proves nothing


def test_time_in_which_the_clock_stood_is_not_counted(world: given.World) -> None:
    settled(world, pause=7 * DAY)
    assert row(world).median == 6 * 30


def test_an_open_dossier_counts_as_longer_than_it_has_taken(world: given.World) -> None:
    settled(world)
    given.received(world, given.PERMIT, actor=world.centre_clerk)
    told = row(world)
    assert (told.finished, told.still_open, told.median, told.p90) == (1, 1, 180, None)


def test_the_figures_are_those_reckoned_by_hand_from_the_rows(world: given.World) -> None:
    for minutes in (5, 10, 15, 20):  # six steps: done in 30, 60, 90 and 120 minutes
        settled(world, after=timedelta(minutes=minutes))
    now = world.at + timedelta(hours=3)
    given.received(world, given.PERMIT, actor=world.centre_clerk, at=now - timedelta(minutes=45))

    told = row(world, at=now)

    # Of five, one is done at 30: 4/5 are not.  One is lost sight of at 45.  Of three, one is done at 60: 4/5 * 2/3 = 8/15, more
    # than half; one at 90: 4/5 * 1/3 = 4/15, less than half; the last at 120.  Of the finished alone the half would be at 60.
    assert (told.finished, told.still_open, told.median, told.p90) == (4, 1, 90, 120)


def test_an_open_dossier_that_waits_stands_still_in_the_figures_too(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    dossiers.request_supplement(
        actor=world.centre_clerk, at=world.at + timedelta(hours=1), dossier_uid=uid, papers=["Bản vẽ"], reason="Thiếu"
    )
    observed = [measuring._observed(one, world.at + 30 * DAY) for one in _pile(world)]
    assert [(one.minutes, one.finished) for one in observed] == [(60, False)]


def _pile(world: given.World) -> list[tuple[Any, ...]]:
    from django.db import connection

    unit = world.centre_clerk.unit_id
    facts: dict[str, Any] = {"units": [unit], "a": world.at - DAY, "b": world.at + DAY, "procedure": "", "most": 10}
    with ledger.seeing({unit}), connection.cursor() as cursor:
        cursor.execute(measuring._ROWS, facts)
        return [line[2:] for line in cursor.fetchall()]


def test_a_late_one_did_not_keep_its_promise(world: given.World) -> None:
    settled(world, after=20 * DAY)
    told = row(world, at=world.at + 300 * DAY)
    assert (told.late, told.kept) == (1, 0.0)


def test_a_period_without_dossiers_or_another_procedure_has_no_row(world: given.World) -> None:
    settled(world)
    unit = world.centre_clerk.unit_id
    with ledger.seeing({unit}):
        assert cuts.rows([unit], date(2018, 4, 1), date(2018, 4, 30), at=world.at + 60 * DAY) == []
        assert cuts.rows([unit], date(2018, 3, 1), date(2018, 3, 31), at=world.at, procedure="9.9") == []
        assert cuts.rows([unit], date(2014, 3, 1), date(2018, 3, 31), at=world.at, procedure=given.PERMIT) != []


def test_too_many_dossiers_are_asked_for_in_parts(world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    settled(world)
    monkeypatch.setattr(measuring, "MOST", 0)
    with pytest.raises(cuts.TooManyDossiers):
        row(world)


def test_a_definition_whose_cases_are_all_immediate_has_no_limits(world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    definition = procedures.version_in_force(given.PERMIT, world.at.date()).definition
    at_once = replace(definition, cases=tuple(replace(case, immediate=True) for case in definition.cases))
    assert measuring.limits(definition) is not None
    assert measuring.limits(at_once) is None

    settled(world)
    assert row(world).code == given.PERMIT
    monkeypatch.setattr(measuring, "limits", lambda _: None)
    unit = world.centre_clerk.unit_id
    with ledger.seeing({unit}):
        assert cuts.rows([unit], date(2018, 3, 1), date(2018, 3, 31), at=world.at + DAY) == [], "nor a row"


# --- the draft --------------------------------------------------------------------------------------------------------


def proven(world: given.World, value: int = 5) -> cuts.CutRow:
    """Return a row whose last period proves a shorter promise."""
    settled(world)
    return replace(row(world), proposal=cuts.Proposal(value, "calendar_day", 75))


def test_a_safe_cut_is_drafted_as_the_next_version_and_nothing_is_published(world: given.World, editor: Actor) -> None:
    before = procedures.version_in_force(given.PERMIT, world.at.date())
    uid = cuts.draft_cut(
        actor=editor, at=world.at, row=proven(world), value=6, since=date(2018, 5, 1),
        decision="12/QĐ-UBND", decided_on=date(2018, 4, 2),
    )  # fmt: skip
    drafted = procedures.version(uid)
    assert (drafted.state, drafted.since, drafted.issue_number) == ("draft", date(2018, 5, 1), before.issue_number + 1)
    case = drafted.definition.case(proven(world).case)
    assert {limit.committed.value for limit in case.limits} == {6}
    assert drafted.definition.decision is not None
    assert drafted.definition.decision.number == "12/QĐ-UBND"
    assert procedures.version_in_force(given.PERMIT, date(2018, 6, 1)).uid == before.uid
    assert procedures.publishing_faults(procedures.source_text(uid)) == ()


@pytest.mark.parametrize(
    ("value", "refused"),
    [(4, cuts.NotSafe), (0, cuts.NotSafe), (-1, cuts.NotSafe), (15, cuts.NotShorter), (999, cuts.NotShorter)],
)
def test_a_promise_that_was_not_kept_or_is_no_shorter_is_refused(
    world: given.World, editor: Actor, value: int, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        cuts.draft_cut(actor=editor, at=world.at, row=proven(world), value=value, since=date(2018, 5, 1))


def test_without_a_proposal_there_is_no_draft(world: given.World, editor: Actor) -> None:
    settled(world)
    with pytest.raises(cuts.NotSafe):
        cuts.draft_cut(actor=editor, at=world.at, row=row(world), value=1, since=date(2018, 5, 1))


def test_a_cut_never_begins_today(world: given.World, editor: Actor) -> None:
    with pytest.raises(cuts.SincePast):
        cuts.draft_cut(actor=editor, at=world.at, row=proven(world), value=6, since=world.at.date())


def test_only_who_drafts_procedures_drafts_a_cut(world: given.World) -> None:
    with pytest.raises(accounts.NotYourDuty):
        cuts.draft_cut(actor=world.clerk, at=world.at, row=proven(world), value=6, since=date(2018, 5, 1))
