"""An announcement is written with the caller's transaction, and for those who listen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.toolkit import outbox
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.outbox import registry
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.outbox.testing import MONDAY_8AM, SlipPrinted, listening


def a_slip(code: str = "H49.15-180312-0001") -> SlipPrinted:
    """Return an event of Monday 8 o'clock."""
    return SlipPrinted(new_uid(), code, MONDAY_8AM, date(2018, 3, 15), papers=("Tờ khai", "Giấy chứng sinh"))


def ignore(event: SlipPrinted, delivery_uid: UUID) -> None:
    """Listen and do nothing."""


@pytest.mark.django_db
def test_one_insert_and_one_wake_up_whatever_the_number_of_listeners() -> None:
    with (
        listening(SlipPrinted, ignore, name="testing.one"),
        listening(SlipPrinted, ignore, name="testing.two"),
        listening(SlipPrinted, ignore, name="testing.three"),
    ):
        with CaptureQueriesContext(connection) as sql:
            outbox.announce(a_slip())

        assert len(sql) == 2, [query["sql"] for query in sql]
    assert sorted(Delivery.objects.values_list("handler", flat=True)) == ["testing.one", "testing.three", "testing.two"]
    assert ProcrastinateJob.objects.filter(task_name="outbox.deliver").count() == 1


@pytest.mark.django_db
def test_several_events_of_one_act_are_one_insert_and_one_wake_up_too() -> None:
    with listening(SlipPrinted, ignore), CaptureQueriesContext(connection) as sql:
        outbox.announce(a_slip(), a_slip("H49.15-180312-0002"))

    assert len(sql) == 2, [query["sql"] for query in sql]
    assert sorted(row.payload["dossier_code"][-4:] for row in Delivery.objects.all()) == ["0001", "0002"]
    assert ProcrastinateJob.objects.filter(task_name="outbox.deliver").count() == 1


@pytest.mark.django_db
def test_nothing_is_written_when_nobody_listens() -> None:
    with CaptureQueriesContext(connection) as sql:
        outbox.announce(a_slip())

    assert len(sql) == 0


@pytest.mark.django_db
def test_a_row_tells_the_context_it_was_announced_in() -> None:
    with listening(SlipPrinted, ignore):
        outbox.announce(a_slip("A"))
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lienthong.units', '3,7', true)")
        outbox.announce(a_slip("B"))

    assert list(Delivery.objects.order_by("id").values_list("payload__dossier_code", "units")) == [("A", ""), ("B", "3,7")]


@pytest.mark.usefixtures("committed_db")
def test_a_caller_that_rolls_back_leaves_neither_row_nor_job() -> None:
    with listening(SlipPrinted, ignore), transaction.atomic():
        outbox.announce(a_slip())
        assert Delivery.objects.count() == ProcrastinateJob.objects.count() == 1
        transaction.set_rollback(True)

    assert Delivery.objects.count() == ProcrastinateJob.objects.count() == 0


@pytest.mark.usefixtures("committed_db")
def test_two_callers_announce_at_once_without_waiting_for_each_other() -> None:
    """A queueing lock would make the second wait for the first one's commit; there is none."""
    from django.db import connections

    other = connections["default"].copy()
    try:
        with listening(SlipPrinted, ignore), transaction.atomic():
            outbox.announce(a_slip())
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '200ms'")
                cursor.execute(
                    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('outbox', 'outbox.deliver', 0, NULL, NULL, '{}'::jsonb, NULL)"
                    "::procrastinate_job_to_defer_v1])"
                )
    finally:
        other.close()

    assert ProcrastinateJob.objects.count() == 2


@pytest.mark.usefixtures("committed_db")
def test_announcing_outside_a_transaction_is_a_defect() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        outbox.announce(a_slip())


@pytest.mark.django_db
def test_the_web_and_the_worker_role_may_announce_and_deliver_and_the_sealer_may_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT r, has_table_privilege(r, 'outbox_delivery', 'INSERT, UPDATE'),"
            " has_sequence_privilege(r, pg_get_serial_sequence('outbox_delivery', 'id'), 'USAGE'),"
            " has_function_privilege(r, 'procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[])', 'EXECUTE'),"
            " has_table_privilege(r, 'procrastinate_jobs', 'INSERT, UPDATE, DELETE'),"
            " has_table_privilege(r, 'procrastinate_workers', 'INSERT, UPDATE, DELETE')"
            " FROM unnest(ARRAY['lienthong_web', 'lienthong_worker', 'lienthong_sealer']) r"
        )
        rights = {role: rest for role, *rest in cursor.fetchall()}

    assert rights["lienthong_web"] == rights["lienthong_worker"] == [True] * 5
    assert rights["lienthong_sealer"][0] is False


@dataclass(frozen=True)
class Impostor:
    """Uses the topic of another event."""

    topic: ClassVar[str] = "testing.slip_printed"
    name: str


def test_a_topic_belongs_to_one_event_class() -> None:
    with listening(SlipPrinted, ignore), pytest.raises(ValueError, match="belongs to"):
        registry.handles(Impostor, name="testing.impostor")(lambda event, uid: None)


def test_a_handler_name_is_taken_once_but_the_same_function_may_come_again() -> None:
    with listening(SlipPrinted, ignore):
        registry.handles(SlipPrinted, name="testing.listener")(ignore)

        with pytest.raises(ValueError, match="taken"):
            registry.handles(SlipPrinted, name="testing.listener")(lambda event, uid: None)


def test_the_door_of_the_outbox_has_only_the_names_it_lists() -> None:
    for name in outbox.__all__:
        assert getattr(outbox, name).__module__.startswith("lienthong.toolkit.outbox")

    with pytest.raises(AttributeError, match="teleport"):
        _ = outbox.teleport  # not listed in __all__
