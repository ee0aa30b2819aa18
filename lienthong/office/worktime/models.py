"""Tables of worktime: calendars, their versions that never change, and the rows of each version."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lienthong.toolkit.identity import new_uid

MARKS = ["V", "I", "M", "P"]


class WorkCalendar(models.Model):
    """A calendar of office time; which unit keeps it is known to `org`, not here."""

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=200)

    class Meta:
        verbose_name = "lịch làm việc"
        ordering = ["code"]
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="worktime_calendar_has_a_code")]


class CalendarVersion(models.Model):
    """A state of a calendar, from its reviewed file or from a revision; rows below it never change.

    number       1, 2, 3 … per calendar; the highest holds.
    from_day     the first day that counts differently from the version before.
    file_digest  of the reviewed file it was loaded from; empty for a revision made here.
    changes      the days that a revision made here has set, kept to be laid over a newer reviewed file.
    made_by      uid of the person who revised, NULL when the file was loaded.
    """

    uid = models.UUIDField(unique=True, default=new_uid, editable=False)
    calendar = models.ForeignKey(WorkCalendar, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("phiên bản")
    first_year = models.PositiveSmallIntegerField("năm đầu")
    last_year = models.PositiveSmallIntegerField("năm cuối")
    reason = models.CharField("lý do", max_length=500)
    decree = models.CharField("văn bản", max_length=200, blank=True)
    from_day = models.DateField("từ ngày")
    file_digest = models.CharField(max_length=64, blank=True)
    changes = models.JSONField(default=dict)
    made_at = models.DateTimeField("lập lúc")
    made_by = models.UUIDField(null=True)

    class Meta:
        verbose_name = "phiên bản lịch"
        ordering = ["calendar", "number"]
        constraints = [
            models.UniqueConstraint(fields=["calendar", "number"], name="worktime_version_once_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="worktime_version_counts_from_one"),
            models.CheckConstraint(condition=Q(first_year__lte=F("last_year")), name="worktime_version_years_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="worktime_version_has_a_reason"),
        ]


class Season(models.Model):
    """Sessions of a part of every year; without days: the ordinary season of the version."""

    version = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="seasons")
    name = models.CharField("tên", max_length=100)
    first_month = models.PositiveSmallIntegerField(null=True)
    first_day = models.PositiveSmallIntegerField(null=True)
    last_month = models.PositiveSmallIntegerField(null=True)
    last_day = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = "mùa làm việc"
        ordering = ["version", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(first_month=None), name="worktime_season_one_ordinary_a_version"
            ),
            models.CheckConstraint(
                condition=Q(first_month=None, first_day=None, last_month=None, last_day=None)
                | Q(
                    first_month__isnull=False,
                    first_day__isnull=False,
                    last_month__isnull=False,
                    last_day__isnull=False,
                    first_month__range=(1, 12),
                    first_day__range=(1, 31),
                    last_month__range=(1, 12),
                    last_day__range=(1, 31),
                ),
                name="worktime_season_has_both_ends_or_none",
            ),
        ]


class Session(models.Model):
    """A stretch of office time of a season; sessions of a season never overlap (exclusion constraint)."""

    season = models.ForeignKey(Season, models.PROTECT, related_name="sessions")
    opens = models.TimeField("mở")
    closes = models.TimeField("đóng")

    class Meta:
        verbose_name = "phiên làm việc"
        ordering = ["season", "opens"]
        constraints = [models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="worktime_session_opens_before_it_closes")]


class DayException(models.Model):
    """A day that is not as its weekday says: off, worked in lieu, or worked in part.

    mark  V read in the law, I seen in an implementation or the press, M from memory, P proposal.
    """

    version = models.ForeignKey(CalendarVersion, models.PROTECT, related_name="days")
    day = models.DateField("ngày")
    kind = models.CharField("loại", max_length=4, choices=[("off", "nghỉ"), ("work", "làm bù"), ("half", "làm một phần")])
    reason = models.CharField("lý do", max_length=200)
    decree = models.CharField("văn bản", max_length=200, blank=True)
    mark = models.CharField(max_length=1)
    source = models.CharField("nguồn", max_length=300, blank=True)
    opens = models.TimeField("mở", null=True)
    closes = models.TimeField("đóng", null=True)

    class Meta:
        verbose_name = "ngày đặc biệt"
        ordering = ["version", "day"]
        constraints = [
            models.UniqueConstraint(fields=["version", "day"], name="worktime_day_once_a_version"),
            models.CheckConstraint(condition=Q(kind__in=["off", "work", "half"]), name="worktime_day_kind_is_known"),
            models.CheckConstraint(condition=Q(mark__in=MARKS), name="worktime_day_mark_is_known"),
            models.CheckConstraint(
                condition=Q(kind="half") & (Q(opens__isnull=False) | Q(closes__isnull=False))
                | ~Q(kind="half") & Q(opens=None, closes=None),
                name="worktime_day_only_half_days_have_hours",
            ),
        ]


class PausePolicy(models.Model):
    """Whether a limit resumes or restarts after a supplement, for dossiers received in [since, until)."""

    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True)
    policy = models.CharField("cách tính", max_length=7, choices=[("resume", "tính tiếp"), ("restart", "tính lại")])
    mark = models.CharField(max_length=1)
    source = models.CharField("nguồn", max_length=300)

    class Meta:
        verbose_name = "cách tính sau bổ sung"
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(condition=Q(policy__in=["resume", "restart"]), name="worktime_policy_is_known"),
            models.CheckConstraint(condition=Q(mark__in=MARKS), name="worktime_policy_mark_is_known"),
            models.CheckConstraint(condition=Q(until=None) | Q(since__lt=F("until")), name="worktime_policy_period_in_order"),
        ]
