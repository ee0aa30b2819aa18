"""The hourly sweep removes what ran out, and nothing that still counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from croniter import croniter
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.office.accounts import jobs, rules, services, testing
from lienthong.office.accounts.errors import KeptFormGone, TooManyAttempts
from lienthong.office.accounts.models import Bucket, KeptForm, SpentCode
from lienthong.toolkit import clock

NOW = datetime(2018, 3, 12, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def keep(at: datetime = NOW) -> str:
    """Keep a form for account 7's browser; return its token."""
    token = services.keep_form(path="/nhan/", fields=[("owner", "Chíu Sếch Và")], files=[], account_id=None, at=at)
    assert token is not None
    return token


@pytest.mark.django_db
def test_a_bucket_stays_while_attempts_may_be_missing_and_goes_when_it_is_full_again() -> None:
    services.take(services.sign_in_buckets("chutich", "10.0.0.7", ""), at=NOW)

    assert services.sweep(at=NOW + 2 * HOUR).buckets == 0
    assert services.sweep(at=NOW + 2 * HOUR + timedelta(seconds=1)).buckets == 3
    assert not Bucket.objects.exists()


@pytest.mark.django_db
def test_a_sweep_gives_no_attempt_back() -> None:
    for _ in range(5):
        services.take([(rules.ACCOUNT, "chutich")], at=NOW)

    services.sweep(at=NOW + timedelta(seconds=29))

    with pytest.raises(TooManyAttempts):
        services.take([(rules.ACCOUNT, "chutich")], at=NOW + timedelta(seconds=29))


def test_no_allowance_may_take_longer_to_fill_than_its_row_is_kept() -> None:
    with pytest.raises(ValueError, match="swept half empty"):
        rules.Allowance("slow", 25, 300)

    assert rules.Allowance("slow enough", 24, 300).capacity == 24


@pytest.mark.django_db
def test_a_kept_form_can_be_opened_until_its_last_moment_and_is_gone_after_it() -> None:
    account = testing.an_account()
    token = keep()
    end = NOW + rules.KEPT_FORM_LIFE

    assert services.sweep(at=end - timedelta(seconds=1)).forms == 0
    assert services.kept_form(token=token, account_id=account.pk, at=end - timedelta(seconds=1)).path == "/nhan/"

    assert services.sweep(at=end).forms == 1
    with pytest.raises(KeptFormGone):
        services.kept_form(token=token, account_id=account.pk, at=NOW)


@pytest.mark.django_db
def test_a_spent_code_is_remembered_for_a_day() -> None:
    services.spend_code(secret="JBSWY3DPEHPK3PXP", step=50_693_880, at=NOW)

    assert services.sweep(at=NOW + 24 * HOUR).codes == 0
    assert services.sweep(at=NOW + 24 * HOUR + timedelta(seconds=1)).codes == 1


@pytest.mark.django_db
def test_sessions_past_their_end_go_with_their_line_in_the_list_and_living_ones_stay() -> None:
    testing.an_account()
    alive, dead = Client(), Client()
    for client in (alive, dead):
        testing.sign_in(client)
        client.get(reverse("usersessions_list"))
    Session.objects.filter(pk=dead.session.session_key).update(expire_date=NOW)

    assert services.sweep(at=NOW + HOUR).sessions == 1

    assert [row.session_key for row in Session.objects.all()] == [alive.session.session_key]
    assert [row.session_key for row in UserSession.objects.all()] == [alive.session.session_key]
    assert alive.get(reverse("usersessions_list")).status_code == 200


@pytest.mark.usefixtures("committed_db")
def test_the_worker_sweeps_when_its_hour_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    for connection in connections.all():
        monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's threads end with the test
    long_ago = clock.real_now() - 48 * HOUR
    keep(at=long_ago)
    kept = keep(at=clock.real_now())
    services.take([(rules.SOURCE, "10.0.0.7")], at=long_ago)
    services.take([(rules.SOURCE, "10.0.0.8")], at=clock.real_now())
    services.spend_code(secret="JBSWY3DPEHPK3PXP", step=1, at=long_ago)

    jobs.sweep.configure(task_kwargs={"timestamp": 0}).defer()
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django connector
    once = {"wait": False, "install_signal_handlers": False, "listen_notify": False}
    # in a thread of its own: a browser of another test may keep a loop in this one
    with app.replace_connector(connector) as worker, ThreadPoolExecutor(1) as beside:
        beside.submit(worker.run_worker, queues=["accounts"], **once).result(60)

    done = ProcrastinateJob.objects.filter(task_name="accounts.sweep")
    assert {job.status for job in done} == {"succeeded"}  # two, when the worker came within ten minutes of the hour's own
    assert (Bucket.objects.count(), SpentCode.objects.count(), KeptForm.objects.count()) == (1, 0, 1)
    assert services.kept_form(token=kept, account_id=0, at=clock.real_now()).path == "/nhan/"


def test_the_sweep_comes_every_hour() -> None:
    (cron,) = [task.cron for (name, _), task in app.periodic_registry.periodic_tasks.items() if name == "accounts.sweep"]
    times = croniter(cron, NOW.timestamp())
    first = times.get_next(float)

    assert [times.get_next(float) - first for _ in range(2)] == [3600, 7200]


@pytest.mark.django_db
def test_the_job_says_how_much_it_removed() -> None:
    keep(at=NOW)

    assert jobs.sweep(0) == {"buckets": 0, "codes": 0, "forms": 1, "sessions": 0}
