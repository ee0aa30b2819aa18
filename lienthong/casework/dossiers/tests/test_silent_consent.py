"""An opinion that is asked: given, or not given in time and agreed by law."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lienthong.casework.dossiers import jobs
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import LegState, Status
from lienthong.casework.dossiers.tests import legs as at
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock

PROCEDURES = (f"{given.CHAIN}-2015", f"{given.PERMIT}-2015")
DAY = timedelta(days=1)


def test_an_opinion_that_is_given_comes_back_to_who_asked(world: given.World) -> None:
    uid = at.asked(world)
    given.step(world, uid, "opinion", "answered", note="Phù hợp quy hoạch", result_number="12/TNMT")

    (task,) = at.here(world, uid)
    said = given.dossier(world.centre_clerk, uid).legs["opinion"]
    assert (task.step, said["state"], said["result"]["note"]) == ("appraise", LegState.DONE, "Phù hợp quy hoạch")
    at.nothing_broken()


def test_an_opinion_that_nobody_gives_counts_as_agreed_by_law(world: given.World) -> None:
    uid = at.asked(world)
    leg = given.leg(world, uid, "opinion")
    due = leg.due_at
    assert due is not None

    at.as_worker()
    early = dossiers.consent_by_silence(at=due) + dossiers.consent_by_silence(at=due + 2 * at.HOUR)  # its last day
    done = dossiers.consent_by_silence(at=due + DAY)
    again = dossiers.consent_by_silence(at=due + DAY)

    ended, said = given.leg(world, uid, "opinion"), given.dossier(world.centre_clerk, uid).legs["opinion"]
    assert (early, done, again) == (0, 1, 0)
    assert (ended.status, ended.verdict, said["state"]) == (Status.RETURNED, "overdue", LegState.AGREED)
    assert [task.step for task in given.all_tasks(world, uid)] == ["appraise"]
    with ledger.seeing_everything():
        own, parents = ledger.history(leg.uid)[-1], ledger.history(uid)[-1]
        (shown,) = dossiers.page(world.centre_clerk, uid, due).legs
    basis = "Luật Xây dựng 2014, Điều 102 khoản 1 điểm d (chưa đối chiếu văn bản)"
    assert own.facts["silent_consent"] == parents.facts["silent_consent"] == shown.basis == basis
    assert (own.person_uid, parents.person_uid, parents.activity) == (None, None, "leg_ended")
    at.nothing_broken()


def test_silence_agrees_only_where_the_version_says_so_and_nobody_has_answered(world: given.World) -> None:
    chain, permit = at.sent(world), at.asked(world)
    leg = given.leg(world, permit, "opinion")
    specialist = world.district.actor("land", "specialist.land")
    dossiers.ask_sender(actor=specialist, at=world.at + DAY, dossier_uid=leg.uid, papers=["Bản vẽ"], reason="Mờ")

    at.as_worker()
    assert dossiers.consent_by_silence(at=world.at + 90 * DAY) == 0
    assert given.leg(world, chain, "residence").status == Status.RECEIVED
    assert given.leg(world, permit, "opinion").status == Status.SUPPLEMENT_REQUESTED


def test_what_was_answered_between_finding_and_locking_stays_answered(
    world: given.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lienthong.casework.dossiers.services import silence

    uid = at.asked(world)
    leg = given.leg(world, uid, "opinion")
    given.step(world, uid, "opinion", "answered")

    at.as_worker()
    assert silence._one(leg.uid, world.at + 90 * DAY) is None


def test_the_job_asks_the_business_clock(world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = at.asked(world)
    due = given.leg(world, uid, "opinion").due_at
    assert due is not None
    monkeypatch.setattr(clock, "now", lambda: due + DAY)

    at.as_worker()
    assert jobs.consent_by_silence(0) == 1
