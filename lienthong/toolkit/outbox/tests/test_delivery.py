"""A delivery and its effect are one: at least once, never half."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.toolkit import outbox
from lienthong.toolkit.outbox import delivery, jobs
from lienthong.toolkit.outbox.models import Delivery
from lienthong.toolkit.outbox.testing import MONDAY_8AM, SlipPrinted, listening
from lienthong.toolkit.outbox.tests.test_announce import a_slip, ignore

LATER = timedelta(minutes=6)


class Effects:
    """A handler whose effect is a row in the same database, so that it lives or dies with the mark."""

    def __init__(self, *, fail: type[BaseException] | None = None, times: int = 10**6) -> None:
        self.fail = fail
        self.times = times
        self.calls: list[tuple[SlipPrinted, UUID]] = []

    def __call__(self, event: SlipPrinted, delivery_uid: UUID) -> None:
        """Write the effect, then fail as told."""
        self.calls.append((event, delivery_uid))
        with connection.cursor() as cursor:
            cursor.execute("SELECT procrastinate_register_worker_v1()")
        if self.fail and len(self.calls) <= self.times:
            raise self.fail("hỏng giữa chừng")

    @property
    def seen(self) -> int:
        """Return the number of effects that are in the database."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_workers")
            return int(cursor.fetchone()[0])


def announced(**facts: str) -> Delivery:
    """Announce one slip in its own transaction and return its delivery."""
    with transaction.atomic():
        outbox.announce(a_slip(**facts))
    return Delivery.objects.latest("id")


@pytest.mark.django_db
def test_the_handler_gets_the_event_as_it_was_and_the_uid_of_its_delivery() -> None:
    effects = Effects()
    with listening(SlipPrinted, effects):
        row = announced()

        assert outbox.deliver_due() == 1
        assert outbox.deliver_due() == 0

    (event, uid), *rest = effects.calls
    assert not rest
    assert (event.printed_at, event.papers, uid) == (MONDAY_8AM, ("Tờ khai", "Giấy chứng sinh"), row.uid)
    assert effects.seen == 1
    assert Delivery.objects.get().delivered_at is not None


@pytest.mark.django_db
def test_a_handler_that_fails_after_its_effect_leaves_no_effect_and_is_tried_again() -> None:
    effects = Effects(fail=ValueError, times=1)
    with listening(SlipPrinted, effects):
        row = announced()

        assert outbox.deliver_due() == 0
        assert effects.seen == 0
        failed = Delivery.objects.get()
        assert (failed.attempts, failed.delivered_at, failed.last_error) == (1, None, "ValueError: hỏng giữa chừng")

        assert outbox.deliver_due(at=row.announced_at + LATER) == 1

    assert effects.seen == 1
    assert [uid for _, uid in effects.calls] == [row.uid, row.uid]


@pytest.mark.usefixtures("committed_db")
def test_a_process_that_dies_between_effect_and_mark_leaves_neither() -> None:
    effects = Effects(fail=KeyboardInterrupt, times=1)
    with listening(SlipPrinted, effects):
        announced()
        with pytest.raises(KeyboardInterrupt):
            outbox.deliver_due()

        left = Delivery.objects.get()
        assert (effects.seen, left.delivered_at, left.attempts) == (0, None, 0)

        assert outbox.deliver_due() == 1

    assert effects.seen == 1


@pytest.mark.django_db
def test_a_database_fault_inside_the_handler_does_not_break_the_mark_of_the_failure() -> None:
    def divide(event: SlipPrinted, delivery_uid: UUID) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")

    with listening(SlipPrinted, divide):
        announced()
        assert outbox.deliver_due() == 0

    assert "division by zero" in Delivery.objects.get().last_error


@pytest.mark.django_db
def test_one_that_fails_does_not_hold_up_the_others() -> None:
    effects = Effects(fail=ValueError, times=1)
    with listening(SlipPrinted, effects):
        for code in ("A", "B", "C"):
            announced(code=code)

        assert outbox.deliver_due() == 2

    assert dict(Delivery.objects.values_list("payload__dossier_code", "attempts")) == {"A": 1, "B": 0, "C": 0}


@pytest.mark.django_db
def test_no_more_rows_than_asked_for_are_delivered() -> None:
    with listening(SlipPrinted, ignore):
        for _ in range(3):
            announced()

        assert [outbox.deliver_due(2), outbox.deliver_due(2)] == [2, 1]


@pytest.mark.django_db
def test_a_row_waits_until_its_next_try() -> None:
    effects = Effects(fail=ValueError, times=1)
    with listening(SlipPrinted, effects):
        announced()
        outbox.deliver_due()
        due = Delivery.objects.get().next_try_at

        assert outbox.deliver_due(at=due - timedelta(milliseconds=1)) == 0
        assert outbox.deliver_due(at=due) == 1


@pytest.mark.parametrize(("attempts", "longest"), [(1, 2), (2, 4), (5, 32), (8, 256), (9, 300), (12, 300), (4000, 300)])
def test_the_wait_is_drawn_from_one_second_to_a_doubling_limit_of_five_minutes(attempts: int, longest: int) -> None:
    waits = [delivery.waiting_time(attempts).total_seconds() for _ in range(300)]

    assert min(waits) >= 1
    assert max(waits) <= longest
    assert max(waits) - min(waits) > (longest - 1) * 0.8


@pytest.mark.django_db
def test_after_twelve_failures_a_delivery_is_dead_and_shown() -> None:
    effects = Effects(fail=ValueError)
    with listening(SlipPrinted, effects):
        row = announced()
        at = row.announced_at
        for _ in range(20):
            outbox.deliver_due(at=at)
            at += LATER

    assert len(effects.calls) == delivery.MAX_TRIES == 12
    (letter,) = outbox.dead_letters()
    assert (letter.uid, letter.handler, letter.attempts) == (row.uid, "testing.listener", 12)
    assert letter.last_error == "ValueError: hỏng giữa chừng"
    assert letter.payload["dossier_code"] == "H49.15-180312-0001"
    assert outbox.backlog().dead == 1
    assert outbox.lag() == 0


@pytest.mark.django_db
def test_a_dead_delivery_sent_again_has_all_its_tries_and_wakes_the_worker() -> None:
    effects = Effects(fail=ValueError, times=12)
    with listening(SlipPrinted, effects):
        row = announced()
        for step in range(12):
            outbox.deliver_due(at=row.announced_at + step * LATER)
        jobs_before = ProcrastinateJob.objects.count()

        outbox.redeliver(row.uid)

        assert ProcrastinateJob.objects.count() == jobs_before + 1
        assert outbox.dead_letters() == []
        assert outbox.deliver_due() == 1
    assert effects.seen == 1


@pytest.mark.django_db
def test_a_delivery_that_is_done_is_not_sent_again_by_hand() -> None:
    with listening(SlipPrinted, ignore):
        row = announced()
        outbox.deliver_due()

        with pytest.raises(outbox.AlreadyDelivered) as no:
            outbox.redeliver(row.uid)

    assert str(row.uid) in no.value.message


@pytest.mark.django_db
def test_sending_again_what_does_not_exist_is_refused() -> None:
    missing = UUID(int=7)

    with pytest.raises(outbox.NoSuchDelivery) as no:
        outbox.redeliver(missing)

    assert no.value.facts == {"uid": missing}


@pytest.mark.django_db
def test_a_row_whose_handler_is_not_installed_is_kept_for_a_process_that_has_it() -> None:
    effects = Effects()
    with listening(SlipPrinted, effects, name="testing.newer"):
        row = announced()

    assert outbox.deliver_due() == 0
    kept = Delivery.objects.get()
    assert (kept.attempts, kept.dead_at, kept.delivered_at) == (0, None, None)
    assert outbox.lag(row.announced_at + timedelta(seconds=90)) == 90

    with listening(SlipPrinted, effects, name="testing.newer"):
        assert outbox.deliver_due() == 1


@pytest.mark.django_db
def test_a_payload_that_cannot_be_read_fails_visibly_and_does_not_stop_delivery() -> None:
    effects = Effects()
    with listening(SlipPrinted, effects):
        broken = announced(code="A")
        Delivery.objects.filter(pk=broken.pk).update(payload={"dossier_code": "A"})
        announced(code="B")

        assert outbox.deliver_due() == 1

    assert "lacks dossier_uid" in Delivery.objects.get(pk=broken.pk).last_error


@pytest.mark.django_db
def test_the_lag_is_the_age_of_the_oldest_that_waits() -> None:
    assert outbox.backlog() == outbox.Backlog(waiting=0, lag_seconds=0.0, dead=0)
    with listening(SlipPrinted, ignore):
        first = announced()
        announced()

        state = outbox.backlog(first.announced_at + timedelta(seconds=30))

    assert (state.waiting, state.lag_seconds, state.dead) == (2, 30.0, 0)


@pytest.mark.django_db
def test_only_what_was_delivered_long_ago_is_purged() -> None:
    with listening(SlipPrinted, ignore):
        old, recent, waiting = announced(), announced(), announced()
        Delivery.objects.filter(pk=old.pk).update(delivered_at=MONDAY_8AM - timedelta(days=40))
        Delivery.objects.filter(pk=recent.pk).update(delivered_at=MONDAY_8AM - timedelta(days=20))

        assert outbox.purge_delivered(MONDAY_8AM - timedelta(days=30)) == 1

    assert set(Delivery.objects.values_list("pk", flat=True)) == {recent.pk, waiting.pk}


@pytest.mark.django_db
def test_a_handler_may_announce_in_its_turn() -> None:
    second = Effects()

    def relay(event: SlipPrinted, delivery_uid: UUID) -> None:
        if event.dossier_code == "A":
            outbox.announce(a_slip("B"))

    with listening(SlipPrinted, relay, name="testing.relay"), listening(SlipPrinted, second, name="testing.second"):
        announced(code="A")

        assert outbox.deliver_due() == 4

    assert Counter(event.dossier_code for event, _ in second.calls) == {"A": 1, "B": 1}


@pytest.mark.usefixtures("committed_db")
def test_several_deliverers_at_once_deliver_each_row_once() -> None:
    seen: list[UUID] = []
    guard = threading.Lock()
    start = threading.Barrier(4)

    def record(event: SlipPrinted, delivery_uid: UUID) -> None:
        with guard:
            seen.append(delivery_uid)

    def work() -> None:
        start.wait(10)
        try:
            outbox.deliver_due()
        finally:
            connection.close()

    with listening(SlipPrinted, record):
        with transaction.atomic():
            for _ in range(60):
                outbox.announce(a_slip())
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)

    assert Counter(seen) == dict.fromkeys(Delivery.objects.values_list("uid", flat=True), 1)
    assert len(seen) == 60


@pytest.mark.django_db
def test_the_jobs_deliver_what_is_due_and_purge_what_is_old() -> None:
    with listening(SlipPrinted, ignore):
        announced()
        assert jobs.deliver() == 1
        announced()
        assert jobs.sweep(0) == 1
        Delivery.objects.update(delivered_at=MONDAY_8AM)

        assert jobs.purge(0) == 2


@pytest.mark.django_db
def test_the_database_refuses_a_row_both_delivered_and_dead() -> None:
    from django.db import IntegrityError

    with listening(SlipPrinted, ignore):
        announced()

    with pytest.raises(IntegrityError, match="outbox_delivered_or_dead_never_both"), transaction.atomic():
        Delivery.objects.update(delivered_at=MONDAY_8AM, dead_at=MONDAY_8AM)


@pytest.mark.django_db
def test_the_next_row_is_found_by_an_index_that_holds_only_what_waits() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT * FROM outbox_delivery WHERE delivered_at IS NULL AND dead_at IS NULL AND next_try_at <= now()"
            " AND handler IN ('a', 'b') ORDER BY next_try_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED"
        )
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "outbox_waiting" in plan
    assert "Sort" not in plan
