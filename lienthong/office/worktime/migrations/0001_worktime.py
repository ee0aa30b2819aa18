"""Calendars, their versions and rows, pause policies; versions never change."""

import django.db.models.deletion
from django.db import migrations, models

import lienthong.toolkit.identity
from lienthong.toolkit.database import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [("outbox", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="CalendarVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=lienthong.toolkit.identity.new_uid, editable=False, unique=True)),
                ("number", models.PositiveIntegerField(verbose_name="phiên bản")),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="năm đầu")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="năm cuối")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("decree", models.CharField(blank=True, max_length=200, verbose_name="văn bản")),
                ("from_day", models.DateField(verbose_name="từ ngày")),
                ("file_digest", models.CharField(blank=True, max_length=64)),
                ("changes", models.JSONField(default=dict)),
                ("made_at", models.DateTimeField(verbose_name="lập lúc")),
                ("made_by", models.UUIDField(null=True)),
            ],
            options={
                "verbose_name": "phiên bản lịch",
                "ordering": ["calendar", "number"],
            },
        ),
        migrations.CreateModel(
            name="PausePolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(null=True, verbose_name="đến trước ngày")),
                (
                    "policy",
                    models.CharField(
                        choices=[("resume", "tính tiếp"), ("restart", "tính lại")], max_length=7, verbose_name="cách tính"
                    ),
                ),
                ("mark", models.CharField(max_length=1)),
                ("source", models.CharField(max_length=300, verbose_name="nguồn")),
            ],
            options={
                "verbose_name": "cách tính sau bổ sung",
                "ordering": ["since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("policy__in", ["resume", "restart"])), name="worktime_policy_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark__in", ["V", "I", "M", "P"])), name="worktime_policy_mark_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("since__lt", models.F("until")), _connector="OR"),
                        name="worktime_policy_period_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="tên")),
                ("first_month", models.PositiveSmallIntegerField(null=True)),
                ("first_day", models.PositiveSmallIntegerField(null=True)),
                ("last_month", models.PositiveSmallIntegerField(null=True)),
                ("last_day", models.PositiveSmallIntegerField(null=True)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seasons", to="worktime.calendarversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "mùa làm việc",
                "ordering": ["version", "id"],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opens", models.TimeField(verbose_name="mở")),
                ("closes", models.TimeField(verbose_name="đóng")),
                (
                    "season",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sessions", to="worktime.season"),
                ),
            ],
            options={
                "verbose_name": "phiên làm việc",
                "ordering": ["season", "opens"],
            },
        ),
        migrations.CreateModel(
            name="WorkCalendar",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=lienthong.toolkit.identity.new_uid, editable=False, unique=True)),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên")),
            ],
            options={
                "verbose_name": "lịch làm việc",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="worktime_calendar_has_a_code")
                ],
            },
        ),
        migrations.AddField(
            model_name="calendarversion",
            name="calendar",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="worktime.workcalendar"
            ),
        ),
        migrations.CreateModel(
            name="DayException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="ngày")),
                (
                    "kind",
                    models.CharField(
                        choices=[("off", "nghỉ"), ("work", "làm bù"), ("half", "làm một phần")], max_length=4, verbose_name="loại"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="lý do")),
                ("decree", models.CharField(blank=True, max_length=200, verbose_name="văn bản")),
                ("mark", models.CharField(max_length=1)),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="nguồn")),
                ("opens", models.TimeField(null=True, verbose_name="mở")),
                ("closes", models.TimeField(null=True, verbose_name="đóng")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="worktime.calendarversion"
                    ),
                ),
            ],
            options={
                "verbose_name": "ngày đặc biệt",
                "ordering": ["version", "day"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "day"), name="worktime_day_once_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["off", "work", "half"])), name="worktime_day_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mark__in", ["V", "I", "M", "P"])), name="worktime_day_mark_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "half"), models.Q(("opens__isnull", False), ("closes__isnull", False), _connector="OR")
                            ),
                            models.Q(models.Q(("kind", "half"), _negated=True), ("closes", None), ("opens", None)),
                            _connector="OR",
                        ),
                        name="worktime_day_only_half_days_have_hours",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.UniqueConstraint(
                condition=models.Q(("first_month", None)), fields=("version",), name="worktime_season_one_ordinary_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_day", None), ("first_month", None), ("last_day", None), ("last_month", None)),
                    models.Q(
                        ("first_day__isnull", False),
                        ("first_day__range", (1, 31)),
                        ("first_month__isnull", False),
                        ("first_month__range", (1, 12)),
                        ("last_day__isnull", False),
                        ("last_day__range", (1, 31)),
                        ("last_month__isnull", False),
                        ("last_month__range", (1, 12)),
                    ),
                    _connector="OR",
                ),
                name="worktime_season_has_both_ends_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("opens__lt", models.F("closes"))), name="worktime_session_opens_before_it_closes"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarversion",
            constraint=models.UniqueConstraint(fields=("calendar", "number"), name="worktime_version_once_a_number"),
        ),
        migrations.AddConstraint(
            model_name="calendarversion",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="worktime_version_counts_from_one"),
        ),
        migrations.AddConstraint(
            model_name="calendarversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_year__lte", models.F("last_year"))), name="worktime_version_years_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="worktime_version_has_a_reason"
            ),
        ),
        migrations.RunSQL(
            "ALTER TABLE worktime_session ADD CONSTRAINT worktime_session_no_overlap EXCLUDE USING gist "
            "(int8range(season_id, season_id, '[]') WITH =, "
            "int4range(extract(epoch FROM opens)::int, extract(epoch FROM closes)::int) WITH &&)",
            "ALTER TABLE worktime_session DROP CONSTRAINT worktime_session_no_overlap",
        ),
        migrations.RunSQL(
            "ALTER TABLE worktime_pausepolicy ADD CONSTRAINT worktime_policy_no_overlap EXCLUDE USING gist "
            "(daterange(since, until) WITH &&)",
            "ALTER TABLE worktime_pausepolicy DROP CONSTRAINT worktime_policy_no_overlap",
        ),
        append_only("worktime_calendarversion"),
        append_only("worktime_season"),
        append_only("worktime_session"),
        append_only("worktime_dayexception"),
    ]
