"""Trips, their run sheets, what phones and typed sheets told of them, and wishes for a visit at home."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lienthong.casework.trips.rules.acts import KINDS, LINE_KINDS, STATES, TRIP_STATES
from lienthong.toolkit.identity import new_uid


class Visit(models.Model):
    """A wish that a clerk comes: who, where, for what; done when a dossier was received there."""

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    name = models.CharField("người đề nghị", max_length=200)
    phone = models.CharField("điện thoại", max_length=20, default="", blank=True)
    village = models.CharField("thôn, bản", max_length=200)
    wish = models.CharField("việc cần làm", max_length=300)
    procedure = models.CharField("mã thủ tục", max_length=40, default="", blank=True)
    asked_at = models.DateTimeField("lúc đề nghị")
    asked_by = models.CharField("người ghi", max_length=200)
    key = models.CharField("khóa yêu cầu", max_length=100, default="", blank=True)
    done_at = models.DateTimeField("lúc làm xong", null=True)
    dropped = models.CharField("lý do bỏ", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "đề nghị đến nhà"
        verbose_name_plural = "đề nghị đến nhà"
        indexes = [models.Index(fields=["unit", "asked_at"], condition=Q(done_at=None, dropped=""), name="trips_visit_open")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "key"], condition=~Q(key=""), name="trips_visit_key_once"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(dropped=""), name="trips_visit_done_or_dropped"),
        ]


class Trip(models.Model):
    """A day on which clerks go to villages; its row is the lock of every act that is merged.

    villages  as people write them, «Bản Đồng Cậm, xã Hoành Mô»; clerks: who goes, as {uid, name}.
    """

    uid = models.UUIDField("mã định danh", default=new_uid, unique=True, editable=False)
    unit = models.ForeignKey("org.Unit", models.PROTECT, related_name="+", verbose_name="đơn vị")
    number = models.PositiveIntegerField("số")
    year = models.PositiveSmallIntegerField("năm")
    on = models.DateField("ngày đi")
    villages = models.JSONField("thôn, bản", default=list)
    clerks = models.JSONField("người đi", default=list)
    note = models.CharField("ghi chú", max_length=500, default="", blank=True)
    state = models.CharField("tình trạng", max_length=10, default="planned")
    made_at = models.DateTimeField("lúc lập")
    made_by_uid = models.UUIDField("mã người lập")
    made_by = models.CharField("người lập", max_length=200)
    key = models.CharField("khóa yêu cầu", max_length=100, default="", blank=True)
    ended_at = models.DateTimeField("lúc khép", null=True)
    ended_by = models.CharField("người khép", max_length=200, default="", blank=True)
    end_reason = models.CharField("lý do", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "chuyến về bản"
        verbose_name_plural = "chuyến về bản"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "number"], name="trip_numbered"),
            models.UniqueConstraint(fields=["made_by_uid", "key"], condition=~Q(key=""), name="trip_key_once"),
            models.CheckConstraint(condition=Q(state__in=list(TRIP_STATES)), name="trip_known_state"),
            models.CheckConstraint(
                condition=Q(state="planned", ended_at=None) | ~Q(state="planned") & Q(ended_at__isnull=False),
                name="trip_ended_with_its_time",
            ),
        ]


class TripLine(models.Model):
    """A line of a run sheet: a dossier whose result or missing papers belong to a village, or a wish for a visit."""

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="lines", verbose_name="chuyến về bản")
    place = models.PositiveIntegerField("thứ tự")
    kind = models.CharField("loại", max_length=10)
    village = models.CharField("thôn, bản", max_length=200)
    dossier_uid = models.UUIDField("hồ sơ", null=True)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+", null=True, verbose_name="đề nghị đến nhà")

    class Meta:
        verbose_name = "dòng chuyến về bản"
        verbose_name_plural = "dòng chuyến về bản"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(LINE_KINDS)), name="trip_line_known_kind"),
            models.UniqueConstraint(
                fields=["trip", "kind", "dossier_uid"], condition=Q(dossier_uid__isnull=False), name="trip_line_dossier_once"
            ),
            models.UniqueConstraint(fields=["trip", "visit"], condition=Q(visit__isnull=False), name="trip_line_visit_once"),
            models.CheckConstraint(
                condition=Q(kind="visit", visit__isnull=False, dossier_uid=None)
                | ~Q(kind="visit") & Q(visit=None, dossier_uid__isnull=False),
                name="trip_line_of_one_thing",
            ),
        ]


class TripPhone(models.Model):
    """A phone on a trip: how many acts it said it has made (fewer came: the rest is on it), when it said it had finished."""

    trip = models.ForeignKey(Trip, models.PROTECT, related_name="phones", verbose_name="chuyến về bản")
    device = models.UUIDField("mã điện thoại")
    made = models.PositiveIntegerField("số việc đã làm trên điện thoại", default=0)
    opened_by = models.CharField("người mang", max_length=200)
    finished_at = models.DateTimeField("lúc báo đã gửi hết", null=True)

    class Meta:
        verbose_name = "điện thoại mang theo"
        verbose_name_plural = "điện thoại mang theo"
        constraints = [models.UniqueConstraint(fields=["trip", "device"], name="trip_phone_once")]


class TripAct(models.Model):
    """Something done on a trip, as it was told; `uid` is the key that the phone gave it.

    number   the running number of the act on its phone; NULL when it was typed in from the paper sheet.
    said     what was told, never changed; `changes` what was corrected of the applicant before it was merged.
    files    [{slot, uid, name}]: signature, photos; kept with the trip, shared to the dossier when merged.
    cause    why it could not be merged, in words, with the code of the refusal.
    """

    uid = models.UUIDField("khóa của việc", unique=True)
    trip = models.ForeignKey(Trip, models.PROTECT, related_name="acts", verbose_name="chuyến về bản")
    line = models.ForeignKey(TripLine, models.PROTECT, related_name="acts", null=True, verbose_name="dòng chuyến về bản")
    device = models.UUIDField("mã điện thoại", null=True)
    number = models.PositiveIntegerField("số thứ tự trên điện thoại", null=True)
    kind = models.CharField("việc", max_length=10)
    dossier_uid = models.UUIDField("hồ sơ", null=True)
    done_at = models.DateTimeField("lúc làm")
    sent_at = models.DateTimeField("lúc gửi về")
    sent_by_uid = models.UUIDField("mã người gửi")
    sent_by = models.CharField("người gửi", max_length=200)
    said = models.JSONField("lời ghi", default=dict)
    changes = models.JSONField("đã sửa", default=dict)
    files = models.JSONField("tệp", default=list)
    digest = models.BinaryField("mã băm nội dung", max_length=32)
    state = models.CharField("tình trạng", max_length=10)
    cause = models.CharField("vì sao chưa nhập được", max_length=1000, default="", blank=True)
    cause_code = models.CharField("mã lý do", max_length=100, default="", blank=True)
    decided_at = models.DateTimeField("lúc quyết định", null=True)
    decided_by = models.CharField("người quyết định", max_length=200, default="", blank=True)
    drop_reason = models.CharField("lý do bỏ", max_length=300, default="", blank=True)

    class Meta:
        verbose_name = "việc của chuyến về bản"
        verbose_name_plural = "việc của chuyến về bản"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS), state__in=list(STATES)), name="trip_act_known_words"),
            models.UniqueConstraint(
                fields=["trip", "device", "number"], condition=Q(device__isnull=False), name="trip_act_number_once"
            ),
            models.CheckConstraint(
                condition=Q(device=None, number=None) | Q(device__isnull=False, number__gte=1), name="trip_act_numbered_by_phone"
            ),
            models.CheckConstraint(
                condition=Q(state="exception", decided_at=None) & ~Q(cause="")
                | ~Q(state="exception") & Q(decided_at__isnull=False),
                name="trip_act_decided_with_its_time",
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(drop_reason=""), name="trip_act_dropped_with_reason"),
        ]
