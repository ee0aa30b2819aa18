"""A real procrastinate worker delivers what a committed transaction announced."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.toolkit import outbox
from lienthong.toolkit.outbox.jobs import QUEUE
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.outbox.testing import SlipPrinted, listening
from lienthong.toolkit.outbox.tests.test_announce import a_slip


@pytest.mark.usefixtures("committed_db")
def test_the_worker_wakes_up_and_delivers_as_its_own_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's threads end with the test
    roles: list[str] = []

    def record(event: SlipPrinted, delivery_uid: UUID) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            roles.append(cursor.fetchone()[0])

    with listening(SlipPrinted, record):
        with transaction.atomic():
            outbox.announce(a_slip())
            outbox.announce(a_slip())

        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]  # Django connector
            worker.run_worker(
                queues=[QUEUE], wait=False, install_signal_handlers=False, listen_notify=False, delete_jobs="successful"
            )

    assert roles == ["lienthong_web", "lienthong_web"]
    assert Delivery.objects.filter(delivered_at=None).count() == 0
    assert ProcrastinateJob.objects.filter(task_name="outbox.deliver").count() == 0


def test_the_sweep_runs_every_ten_seconds() -> None:
    from croniter import croniter

    (cron,) = [task.cron for (name, _), task in app.periodic_registry.periodic_tasks.items() if name == "outbox.sweep"]
    times = croniter(cron, 1_520_816_400.0)
    first = times.get_next(float)

    assert [times.get_next(float) - first for _ in range(3)] == [10, 20, 30]
