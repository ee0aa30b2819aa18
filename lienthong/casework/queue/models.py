"""Counter groups, their counters, the series of a day and its tickets."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lienthong.casework.queue.rules.states import State
from lienthong.toolkit.identity import new_uid


class CounterGroup(models.Model):
    """Counters of a unit that share one queue; `letter` begins its tickets' numbers, `fields` tell the citizen what for."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("tên", max_length=80)
    letter = models.CharField("chữ đầu", max_length=1)
    fields = models.CharField("lĩnh vực", max_length=200, default="", blank=True)
    closed_at = models.DateTimeField("lúc đóng", null=True)

    class Meta:
        verbose_name = "nhóm quầy"
        verbose_name_plural = "nhóm quầy"
        constraints = [
            models.UniqueConstraint(fields=["unit", "letter"], condition=Q(closed_at=None), name="queue_letter_once"),
            models.CheckConstraint(condition=Q(letter__regex=r"^[A-Z]$"), name="queue_letter_is_a_capital"),
        ]


class Counter(models.Model):
    """One counter where a clerk sits; its row is the lock under which it calls."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    group = models.ForeignKey(CounterGroup, models.PROTECT, related_name="counters", verbose_name="nhóm quầy")
    number = models.PositiveSmallIntegerField("số quầy")
    closed_at = models.DateTimeField("lúc đóng", null=True)

    class Meta:
        verbose_name = "quầy"
        verbose_name_plural = "quầy"
        constraints = [
            models.UniqueConstraint(fields=["unit", "number"], condition=Q(closed_at=None), name="queue_counter_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="queue_counter_from_one"),
        ]


class Series(models.Model):
    """The numbers of a group on one day; its row is the lock under which the next number is taken."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    group = models.ForeignKey(CounterGroup, models.PROTECT, related_name="+", verbose_name="nhóm quầy")
    day = models.DateField("ngày")
    last = models.PositiveIntegerField("số cuối đã cấp", default=0)

    class Meta:
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="queue_series_once")]


class Ticket(models.Model):
    """One ticket of a day: its number never changes; `group` is where it waits now, another than its series' once transferred.

    called_at       when it was first called; began_at when the counter that has it called it first.
    last_called_at  when it was last announced; calls, how often.
    finished_at     when it was served, skipped or found absent; NULL while unknown.
    name            told by the citizen, shown masked only, erased when the day is over.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    series = models.ForeignKey(Series, models.PROTECT, related_name="+", verbose_name="dãy số")
    group = models.ForeignKey(CounterGroup, models.PROTECT, related_name="+", verbose_name="đang chờ ở nhóm quầy")
    day = models.DateField("ngày")
    number = models.PositiveIntegerField("số")
    label = models.CharField("số ghi trên phiếu", max_length=10)
    key = models.UUIDField("khóa chống bấm hai lần")
    priority = models.CharField("diện ưu tiên", max_length=20, default="", blank=True)
    name = models.CharField("tên", max_length=200, default="", blank=True)
    state = models.CharField("trạng thái", max_length=12, default=State.WAITING, choices=[(one, one) for one in State])
    issued_at = models.DateTimeField("lúc lấy số")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    called_at = models.DateTimeField("lúc gọi lần đầu", null=True)
    began_at = models.DateTimeField("lúc quầy gọi", null=True)
    last_called_at = models.DateTimeField("lúc gọi gần nhất", null=True)
    calls = models.PositiveSmallIntegerField("số lần gọi", default=0)
    finished_at = models.DateTimeField("lúc xong", null=True)
    transferred_at = models.DateTimeField("lúc chuyển quầy", null=True)
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="+", null=True, verbose_name="quầy")
    clerk = models.CharField("người gọi", max_length=200, default="", blank=True)

    class Meta:
        verbose_name = "phiếu số thứ tự"
        verbose_name_plural = "phiếu số thứ tự"
        indexes = [
            models.Index(fields=["group", "day", "state", "issued_at"], name="queue_ticket_waiting"),
            models.Index(fields=["unit", "day"], name="queue_ticket_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="queue_number_once"),
            models.UniqueConstraint(fields=["counter"], condition=Q(state=State.CALLED), name="queue_one_at_a_counter"),
            models.CheckConstraint(
                condition=~Q(state=State.CALLED) | (Q(counter__isnull=False) & Q(last_called_at__isnull=False)),
                name="queue_called_to_a_counter",
            ),
        ]
