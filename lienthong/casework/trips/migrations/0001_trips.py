"""Trips, run sheets, what came back of them, wishes for a visit."""

import django.db.models.deletion
from django.db import migrations, models

import lienthong.toolkit.identity


class Migration(migrations.Migration):
    """Make the tables of village trips."""

    initial = True

    dependencies = [
        ("org", "0002_delegation_form"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="số")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("on", models.DateField(verbose_name="ngày đi")),
                ("villages", models.JSONField(default=list, verbose_name="thôn, bản")),
                ("clerks", models.JSONField(default=list, verbose_name="người đi")),
                ("note", models.CharField(blank=True, default="", max_length=500, verbose_name="ghi chú")),
                ("state", models.CharField(default="planned", max_length=10, verbose_name="tình trạng")),
                ("made_at", models.DateTimeField(verbose_name="lúc lập")),
                ("made_by_uid", models.UUIDField(verbose_name="mã người lập")),
                ("made_by", models.CharField(max_length=200, verbose_name="người lập")),
                ("key", models.CharField(blank=True, default="", max_length=100, verbose_name="khóa yêu cầu")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="lúc khép")),
                ("ended_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người khép")),
                ("end_reason", models.CharField(blank=True, default="", max_length=300, verbose_name="lý do")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị"
                    ),
                ),
            ],
            options={
                "verbose_name": "chuyến về bản",
                "verbose_name_plural": "chuyến về bản",
            },
        ),
        migrations.CreateModel(
            name="TripLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField(verbose_name="thứ tự")),
                ("kind", models.CharField(max_length=10, verbose_name="loại")),
                ("village", models.CharField(max_length=200, verbose_name="thôn, bản")),
                ("dossier_uid", models.UUIDField(null=True, verbose_name="hồ sơ")),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="trips.trip",
                        verbose_name="chuyến về bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng chuyến về bản",
                "verbose_name_plural": "dòng chuyến về bản",
            },
        ),
        migrations.CreateModel(
            name="TripAct",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(unique=True, verbose_name="khóa của việc")),
                ("device", models.UUIDField(null=True, verbose_name="mã điện thoại")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="số thứ tự trên điện thoại")),
                ("kind", models.CharField(max_length=10, verbose_name="việc")),
                ("dossier_uid", models.UUIDField(null=True, verbose_name="hồ sơ")),
                ("done_at", models.DateTimeField(verbose_name="lúc làm")),
                ("sent_at", models.DateTimeField(verbose_name="lúc gửi về")),
                ("sent_by_uid", models.UUIDField(verbose_name="mã người gửi")),
                ("sent_by", models.CharField(max_length=200, verbose_name="người gửi")),
                ("said", models.JSONField(default=dict, verbose_name="lời ghi")),
                ("changes", models.JSONField(default=dict, verbose_name="đã sửa")),
                ("files", models.JSONField(default=list, verbose_name="tệp")),
                ("digest", models.BinaryField(max_length=32, verbose_name="mã băm nội dung")),
                ("state", models.CharField(max_length=10, verbose_name="tình trạng")),
                ("cause", models.CharField(blank=True, default="", max_length=1000, verbose_name="vì sao chưa nhập được")),
                ("cause_code", models.CharField(blank=True, default="", max_length=100, verbose_name="mã lý do")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="lúc quyết định")),
                ("decided_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người quyết định")),
                ("drop_reason", models.CharField(blank=True, default="", max_length=300, verbose_name="lý do bỏ")),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="trips.trip",
                        verbose_name="chuyến về bản",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="trips.tripline",
                        verbose_name="dòng chuyến về bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc của chuyến về bản",
                "verbose_name_plural": "việc của chuyến về bản",
            },
        ),
        migrations.CreateModel(
            name="TripPhone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("device", models.UUIDField(verbose_name="mã điện thoại")),
                ("made", models.PositiveIntegerField(default=0, verbose_name="số việc đã làm trên điện thoại")),
                ("opened_by", models.CharField(max_length=200, verbose_name="người mang")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="lúc báo đã gửi hết")),
                (
                    "trip",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phones",
                        to="trips.trip",
                        verbose_name="chuyến về bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "điện thoại mang theo",
                "verbose_name_plural": "điện thoại mang theo",
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="người đề nghị")),
                ("phone", models.CharField(blank=True, default="", max_length=20, verbose_name="điện thoại")),
                ("village", models.CharField(max_length=200, verbose_name="thôn, bản")),
                ("wish", models.CharField(max_length=300, verbose_name="việc cần làm")),
                ("procedure", models.CharField(blank=True, default="", max_length=40, verbose_name="mã thủ tục")),
                ("asked_at", models.DateTimeField(verbose_name="lúc đề nghị")),
                ("asked_by", models.CharField(max_length=200, verbose_name="người ghi")),
                ("key", models.CharField(blank=True, default="", max_length=100, verbose_name="khóa yêu cầu")),
                ("done_at", models.DateTimeField(null=True, verbose_name="lúc làm xong")),
                ("dropped", models.CharField(blank=True, default="", max_length=300, verbose_name="lý do bỏ")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị"
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị đến nhà",
                "verbose_name_plural": "đề nghị đến nhà",
            },
        ),
        migrations.AddField(
            model_name="tripline",
            name="visit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="trips.visit",
                verbose_name="đề nghị đến nhà",
            ),
        ),
        migrations.AddConstraint(
            model_name="trip",
            constraint=models.UniqueConstraint(fields=("unit", "year", "number"), name="trip_numbered"),
        ),
        migrations.AddConstraint(
            model_name="trip",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True), fields=("made_by_uid", "key"), name="trip_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="trip",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "closed", "cancelled"])), name="trip_known_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="trip",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "planned")),
                    models.Q(models.Q(("state", "planned"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="trip_ended_with_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="tripact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["return", "supplement", "receive", "missed", "void"]),
                    ("state__in", ["merged", "exception", "dropped"]),
                ),
                name="trip_act_known_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="tripact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("device__isnull", False)), fields=("trip", "device", "number"), name="trip_act_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="tripact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("device", None), ("number", None)),
                    models.Q(("device__isnull", False), ("number__gte", 1)),
                    _connector="OR",
                ),
                name="trip_act_numbered_by_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="tripact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("state", "exception"), models.Q(("cause", ""), _negated=True)),
                    models.Q(models.Q(("state", "exception"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="trip_act_decided_with_its_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="tripact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "dropped"), _negated=True), models.Q(("drop_reason", ""), _negated=True), _connector="OR"
                ),
                name="trip_act_dropped_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="tripphone",
            constraint=models.UniqueConstraint(fields=("trip", "device"), name="trip_phone_once"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(("done_at", None), ("dropped", "")), fields=["unit", "asked_at"], name="trips_visit_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True), fields=("unit", "key"), name="trips_visit_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_at", None), ("dropped", ""), _connector="OR"), name="trips_visit_done_or_dropped"
            ),
        ),
        migrations.AddConstraint(
            model_name="tripline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["return", "supplement", "visit"])), name="trip_line_known_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="tripline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dossier_uid__isnull", False)),
                fields=("trip", "kind", "dossier_uid"),
                name="trip_line_dossier_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="tripline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("visit__isnull", False)), fields=("trip", "visit"), name="trip_line_visit_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="tripline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dossier_uid", None), ("kind", "visit"), ("visit__isnull", False)),
                    models.Q(models.Q(("kind", "visit"), _negated=True), ("dossier_uid__isnull", False), ("visit", None)),
                    _connector="OR",
                ),
                name="trip_line_of_one_thing",
            ),
        ),
    ]
