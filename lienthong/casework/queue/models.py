"""Counter groups, their counters, the series of a day and its tickets; visits that are booked beforehand."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from lienthong.casework.queue.rules.matters import Kind
from lienthong.casework.queue.rules.states import Coming, State
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


class Matter(models.Model):
    """What a group serves: one procedure by its code, or a whole field of procedures by its name.

    That no two open groups of a unit serve the same is kept under the lock of the unit's groups (`services.matters`).
    """

    group = models.ForeignKey(CounterGroup, models.PROTECT, related_name="matters", verbose_name="nhóm quầy")
    kind = models.CharField("loại việc", max_length=10, choices=[(one, one) for one in Kind])
    key = models.CharField("mã thủ tục hoặc tên lĩnh vực", max_length=200)

    class Meta:
        verbose_name = "việc của nhóm quầy"
        verbose_name_plural = "việc của nhóm quầy"
        constraints = [
            models.UniqueConstraint(fields=["group", "kind", "key"], name="queue_matter_once"),
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in Kind]), name="queue_matter_known_kind"),
            models.CheckConstraint(condition=~Q(key=""), name="queue_matter_is_named"),
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


class BookingPlan(models.Model):
    """How a group takes bookings: slots of so many minutes, so many visits in each (0: none), so many days ahead.

    Its row is the lock under which a place is taken.  A smaller plan leaves what is booked as it is.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    group = models.OneToOneField(CounterGroup, models.PROTECT, related_name="plan", verbose_name="nhóm quầy")
    minutes = models.PositiveSmallIntegerField("số phút mỗi khung giờ", default=30)
    places = models.PositiveSmallIntegerField("số lượt mỗi khung giờ", default=0)
    days_ahead = models.PositiveSmallIntegerField("đặt trước nhiều nhất (ngày)", default=14)
    set_by = models.CharField("người đặt", max_length=200)
    set_at = models.DateTimeField("lúc đặt")

    class Meta:
        verbose_name = "cách nhận lịch hẹn"
        verbose_name_plural = "cách nhận lịch hẹn"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(10, 240)) & Q(places__lte=20) & Q(days_ahead__range=(1, 60)), name="queue_plan_sane"
            )
        ]


class Booking(models.Model):
    """A visit booked for a slot of a group.  No two have one place of a slot, no contact has one open number twice.

    code              eight letters and digits, typed or scanned at the kiosk; whoever has it may cancel.
    name, contact     all that is known of the person; erased some days after the visit.
    procedure, matter what he comes for: code and name of a procedure, may be empty.
    open_no           1, 2, ... among the open bookings of the same contact, in every unit.
    reason            why the office cancelled it, as its owner is told; empty while it did not.
    language          of the pages on which it was booked: its owner is told in that one.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    group = models.ForeignKey(CounterGroup, models.PROTECT, related_name="+", verbose_name="nhóm quầy")
    code = models.CharField("mã lịch hẹn", max_length=8, unique=True)
    key = models.UUIDField("khóa chống bấm hai lần", unique=True)
    day = models.DateField("ngày")
    begins_at = models.DateTimeField("từ lúc")
    ends_at = models.DateTimeField("đến lúc")
    place = models.PositiveSmallIntegerField("chỗ trong khung giờ")
    open_no = models.PositiveSmallIntegerField("lịch hẹn còn mở thứ mấy")
    name = models.CharField("tên", max_length=200, default="", blank=True)
    contact = models.CharField("điện thoại hoặc thư điện tử", max_length=200, default="", blank=True)
    procedure = models.CharField("mã thủ tục", max_length=40, default="", blank=True)
    matter = models.CharField("việc cần làm", max_length=500, default="", blank=True)
    state = models.CharField("trạng thái", max_length=12, default=Coming.BOOKED, choices=[(one, one) for one in Coming])
    booked_at = models.DateTimeField("lúc đặt lịch")
    recorded_at = models.DateTimeField("lúc ghi vào máy", db_default=Now())
    settled_at = models.DateTimeField("lúc đến, hủy hoặc vắng", null=True)
    reason = models.CharField("lý do cơ quan hủy", max_length=100, default="", blank=True)
    language = models.CharField("ngôn ngữ", max_length=5, default="vi")

    class Meta:
        verbose_name = "lịch hẹn"
        verbose_name_plural = "lịch hẹn"
        indexes = [models.Index(fields=["unit", "day"], name="queue_booking_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "begins_at", "place"],
                condition=~Q(state__in=[Coming.CANCELLED, Coming.WITHDRAWN]),
                name="queue_booking_place_once",
            ),
            models.UniqueConstraint(
                fields=["contact", "open_no"], condition=Q(state=Coming.BOOKED), name="queue_booking_open_once"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("begins_at")), name="queue_booking_ends_later"),
        ]


class Ticket(models.Model):
    """One ticket of a day: its number never changes; `group` is where it waits now, another than its series' once transferred.

    called_at       when it was first called; began_at when the counter that has it called it first.
    last_called_at  when it was last announced; calls, how often.
    finished_at     when it was served, skipped or found absent; NULL while unknown.
    name            told by the citizen, shown masked only, erased when the day is over.
    booked_for      begin of the slot of who booked and came in time: decides the place in line; who came late has none.
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
    booking = models.OneToOneField(Booking, models.PROTECT, related_name="ticket", null=True, verbose_name="lịch hẹn")
    booked_for = models.DateTimeField("hẹn từ lúc", null=True)

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
