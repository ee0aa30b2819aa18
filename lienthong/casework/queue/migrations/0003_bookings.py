"""Bookings of visits, and how many a group takes."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import lienthong.casework.queue.rules.states
import lienthong.toolkit.identity


class Migration(migrations.Migration):
    """Make the tables of plans and bookings; a ticket may come from a booking."""

    dependencies = [
        ("org", "0002_delegation_form"),
        ("queue", "0002_queue_guard"),
    ]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="booked_for",
            field=models.DateTimeField(null=True, verbose_name="hẹn từ lúc"),
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True, verbose_name="mã lịch hẹn")),
                ("key", models.UUIDField(unique=True, verbose_name="khóa chống bấm hai lần")),
                ("day", models.DateField(verbose_name="ngày")),
                ("begins_at", models.DateTimeField(verbose_name="từ lúc")),
                ("ends_at", models.DateTimeField(verbose_name="đến lúc")),
                ("place", models.PositiveSmallIntegerField(verbose_name="chỗ trong khung giờ")),
                ("open_no", models.PositiveSmallIntegerField(verbose_name="lịch hẹn còn mở thứ mấy")),
                ("name", models.CharField(blank=True, default="", max_length=200, verbose_name="tên")),
                ("contact", models.CharField(blank=True, default="", max_length=200, verbose_name="điện thoại hoặc thư điện tử")),
                ("procedure", models.CharField(blank=True, default="", max_length=40, verbose_name="mã thủ tục")),
                ("matter", models.CharField(blank=True, default="", max_length=500, verbose_name="việc cần làm")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                lienthong.casework.queue.rules.states.Coming["BOOKED"],
                                lienthong.casework.queue.rules.states.Coming["BOOKED"],
                            ),
                            (
                                lienthong.casework.queue.rules.states.Coming["CAME"],
                                lienthong.casework.queue.rules.states.Coming["CAME"],
                            ),
                            (
                                lienthong.casework.queue.rules.states.Coming["LATE"],
                                lienthong.casework.queue.rules.states.Coming["LATE"],
                            ),
                            (
                                lienthong.casework.queue.rules.states.Coming["MISSED"],
                                lienthong.casework.queue.rules.states.Coming["MISSED"],
                            ),
                            (
                                lienthong.casework.queue.rules.states.Coming["CANCELLED"],
                                lienthong.casework.queue.rules.states.Coming["CANCELLED"],
                            ),
                            (
                                lienthong.casework.queue.rules.states.Coming["WITHDRAWN"],
                                lienthong.casework.queue.rules.states.Coming["WITHDRAWN"],
                            ),
                        ],
                        default=lienthong.casework.queue.rules.states.Coming["BOOKED"],
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("booked_at", models.DateTimeField(verbose_name="lúc đặt lịch")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="lúc ghi vào máy"),
                ),
                ("settled_at", models.DateTimeField(null=True, verbose_name="lúc đến, hủy hoặc vắng")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="queue.countergroup",
                        verbose_name="nhóm quầy",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị"
                    ),
                ),
            ],
            options={
                "verbose_name": "lịch hẹn",
                "verbose_name_plural": "lịch hẹn",
            },
        ),
        migrations.AddField(
            model_name="ticket",
            name="booking",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ticket",
                to="queue.booking",
                verbose_name="lịch hẹn",
            ),
        ),
        migrations.CreateModel(
            name="BookingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=30, verbose_name="số phút mỗi khung giờ")),
                ("places", models.PositiveSmallIntegerField(default=0, verbose_name="số lượt mỗi khung giờ")),
                ("days_ahead", models.PositiveSmallIntegerField(default=14, verbose_name="đặt trước nhiều nhất (ngày)")),
                ("set_by", models.CharField(max_length=200, verbose_name="người đặt")),
                ("set_at", models.DateTimeField(verbose_name="lúc đặt")),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plan",
                        to="queue.countergroup",
                        verbose_name="nhóm quầy",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị"
                    ),
                ),
            ],
            options={
                "verbose_name": "cách nhận lịch hẹn",
                "verbose_name_plural": "cách nhận lịch hẹn",
            },
        ),
        migrations.AddIndex(
            model_name="booking",
            index=models.Index(fields=["unit", "day"], name="queue_booking_day"),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            lienthong.casework.queue.rules.states.Coming["CANCELLED"],
                            lienthong.casework.queue.rules.states.Coming["WITHDRAWN"],
                        ],
                    ),
                    _negated=True,
                ),
                fields=("group", "begins_at", "place"),
                name="queue_booking_place_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", lienthong.casework.queue.rules.states.Coming["BOOKED"])),
                fields=("contact", "open_no"),
                name="queue_booking_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="booking",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))), name="queue_booking_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="bookingplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (10, 240)), ("places__lte", 20), ("days_ahead__range", (1, 60))),
                name="queue_plan_sane",
            ),
        ),
    ]
