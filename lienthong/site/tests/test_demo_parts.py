"""Parts of the demonstration that the worker builds after the first page opened: whole or absent, in order, behind a gate."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, a_town, broken, taken
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime.testing import load_calendars
from lienthong.site import jobs
from lienthong.site.demo import progress, sending
from lienthong.site.demo.gate import DemoStillBuilding
from lienthong.site.models import DemoProgress

pytestmark = pytest.mark.django_db


def begun(*waiting: str) -> DemoProgress:
    """Return the progress of a demonstration whose older days are played and whose parts wait."""
    return DemoProgress.objects.create(
        seed=1, until=MONDAY_8AM, planned=10, played=10, fresh_from=date(2018, 1, 1), next_day=date(2018, 1, 1), finished=True,
        waiting=list(waiting),
    )  # fmt: skip


@pytest.fixture
def town(settings: Any) -> Town:
    """A small Bình Liêu with calendar, Party office and clerks, in a demo installation."""
    settings.DEMO = True
    load_calendars()
    return a_town()


@pytest.fixture
def clerk(settings: Any) -> Client:
    """The browser of the clerk of the district's office in a demo installation."""
    world = given.a_world(given.BIRTH)
    set_clock(settings, world.at)
    settings.DEMO = True
    return as_person(world, "office", "records_clerk")


def sent_and_lettered(town: Town) -> tuple[int, int]:
    """Return how many lines the registers of the district and of a commune have."""
    return len(taken(town.clerk)), len(taken(town.commune))


def test_parts_are_built_one_after_the_other_and_then_nothing_waits(town: Town) -> None:
    begun("mail:2018-03", "sending")
    assert progress.parts_pending() == 2
    assert progress.play_on(seconds=0.001) == 1
    assert DemoProgress.objects.get().waiting == ["sending"]
    there = sent_and_lettered(town)
    assert there[0] > 3

    assert jobs.play_history(0) == 1

    assert sent_and_lettered(town) > there
    assert progress.parts_pending() == 0
    assert jobs.play_history(0) == 0
    assert broken() == []


def test_a_part_that_was_killed_leaves_nothing_and_is_built_whole_the_next_time(town: Town, monkeypatch: Any) -> None:
    begun("mail:2018-03", "sending")
    progress.play_on(seconds=0.001)
    before = sent_and_lettered(town)
    whole = sending._Desk._agree

    def killed(desk: Any, commune: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sending._Desk, "_agree", killed)
    with pytest.raises(KeyboardInterrupt):
        progress.play_on(seconds=60)
    assert sent_and_lettered(town) == before
    assert DemoProgress.objects.get().waiting == ["sending"]

    monkeypatch.setattr(sending._Desk, "_agree", whole)
    assert progress.play_on(seconds=60) == 1
    with ledger.seeing(town.clerk.sees):
        assert len(documents.search(town.clerk, sending.RIGHT).rows) == 1


def test_while_parts_wait_the_next_job_begins_at_once(town: Town, monkeypatch: Any) -> None:
    begun("no_such_part", "nor_this")
    monkeypatch.setattr(jobs, "SECONDS", 0.0)
    assert jobs.play_history(0) == 0
    jobs.play_history(0)
    assert waiting_jobs() == 1, "asked twice it is queued once"
    monkeypatch.setattr(jobs, "SECONDS", 60.0)
    assert jobs.play_history(0) == 2
    assert progress.parts_pending() == 0


def waiting_jobs() -> int:
    """Return how many jobs wait that build the demonstration."""
    return ProcrastinateJob.objects.filter(task_name="site.play_history", status="todo").count()


def test_a_part_of_an_older_version_is_passed_over(town: Town) -> None:
    begun("no_such_part")
    assert progress.play_on(seconds=60) == 1
    assert progress.parts_pending() == 0


def test_where_nothing_is_shown_nothing_waits(town: Town, settings: Any) -> None:
    begun("mail:2018-03")
    settings.DEMO = False
    assert progress.parts_pending() == 0
    assert (jobs.play_history(0), sent_and_lettered(town)) == (0, (0, 0))


def test_units_and_citizens_wait_for_the_parts(town: Town) -> None:
    begun("mail:2018-03")
    assert (jobs.prove_units(0), jobs.sign_results(0)) == (0, 0)


def test_rooms_of_documents_can_be_read_but_not_written_while_parts_wait(clerk: Client) -> None:
    begun("mail:2018-03", "sending")

    seen = page_of(clerk.get(reverse("desk:document_registers")))
    assert "còn 2 phần" in seen

    refused = clerk.post(reverse("desk:document_registers"), {})
    assert refused.status_code == 409
    assert DemoStillBuilding.code in refused.content.decode()
    assert "làm lại sau vài phút" in page_of(refused)


def test_other_rooms_take_things_in_meanwhile(clerk: Client) -> None:
    begun("mail:2018-03")
    answer = clerk.post(reverse("desk:notes"), {})
    assert DemoStillBuilding.code not in answer.content.decode()


def test_when_the_parts_are_there_the_rooms_are_open_and_nothing_is_said(clerk: Client) -> None:
    begun()
    assert "Bản trình diễn đang nạp" not in page_of(clerk.get(reverse("desk:document_registers")))
    assert DemoStillBuilding.code not in clerk.post(reverse("desk:document_registers"), {}).content.decode()


def test_nobody_files_online_while_the_present_year_of_a_counter_waits(client: Client, settings: Any) -> None:
    settings.DEMO = True
    address = f"/ban-khai/{uuid4()}/kiem-tra/"
    begun("counter:luc_hon", "mail:2018-03")
    assert DemoStillBuilding.code in client.post(address).content.decode()
    assert progress.pending_days() is None, "every dossier of this plan is there"

    DemoProgress.objects.update(waiting=["mail:2018-03"])
    assert DemoStillBuilding.code not in client.post(address).content.decode()


def test_while_a_counter_waits_reports_of_the_present_year_are_not_whole(settings: Any) -> None:
    settings.DEMO = True
    begun("counter:luc_hon")
    DemoProgress.objects.update(played=4)
    assert progress.history_pending() == (4, 10)
    assert progress.pending_days() == (date(2018, 1, 1), date(2018, 3, 13))
    DemoProgress.objects.update(next_day=date(2017, 5, 2), finished=False)
    assert progress.pending_days() == (date(2017, 5, 2), date(2018, 3, 13))
    DemoProgress.objects.update(waiting=["mail:2018-03"])
    assert progress.pending_days() == (date(2017, 5, 2), date(2018, 1, 1))
