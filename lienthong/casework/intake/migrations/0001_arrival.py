"""What arrives and its files."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import lienthong.toolkit.identity


class Migration(migrations.Migration):
    """Make the tables of what arrives."""

    initial = True

    dependencies = [
        ("documents", "0003_channel_inside"),
        ("org", "0002_delegation_form"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("body_key", models.CharField(max_length=40, verbose_name="loại cơ quan")),
                ("body_name", models.CharField(max_length=200, verbose_name="cơ quan")),
                ("system", models.CharField(max_length=10, verbose_name="hệ thống")),
                ("channel", models.CharField(max_length=10, verbose_name="đường đến")),
                ("origin", models.CharField(max_length=400, verbose_name="gốc")),
                ("title", models.CharField(max_length=300, verbose_name="tên")),
                ("sender", models.CharField(blank=True, default="", max_length=300, verbose_name="nơi gửi")),
                ("trouble", models.CharField(blank=True, default="", max_length=1000, verbose_name="trục trặc")),
                ("received_at", models.DateTimeField(verbose_name="lúc đến")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="lúc ghi vào máy"),
                ),
                ("put_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người đưa vào")),
                ("proposal", models.JSONField(default=dict, verbose_name="đề xuất")),
                ("state", models.CharField(default="waiting", max_length=12, verbose_name="tình trạng")),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="lý do")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="lúc xong")),
                ("settled_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người làm")),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.unit",
                        verbose_name="đơn vị nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản chờ vào sổ",
                "verbose_name_plural": "văn bản chờ vào sổ",
            },
        ),
        migrations.CreateModel(
            name="ArrivalFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("carrier", models.BooleanField(default=False, verbose_name="thư hoặc gói mang đến")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("size", models.BigIntegerField(verbose_name="cỡ (byte)")),
                ("sha256", models.CharField(blank=True, db_collation="C", default="", max_length=64, verbose_name="mã băm")),
                ("file_uid", models.UUIDField(null=True, verbose_name="tệp đã kiểm tra")),
                ("original_uid", models.UUIDField(null=True, verbose_name="tệp nguyên gốc")),
                ("fault", models.CharField(blank=True, default="", max_length=500, verbose_name="vì sao không nhận")),
                (
                    "arrival",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="intake.arrival",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp của văn bản chờ vào sổ",
                "verbose_name_plural": "tệp của văn bản chờ vào sổ",
            },
        ),
        migrations.AddIndex(
            model_name="arrival",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["keeper", "system", "id"], name="intake_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="arrival",
            index=models.Index(fields=["keeper", "system", "-id"], name="intake_kept"),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.UniqueConstraint(fields=("keeper", "origin"), name="intake_origin_once"),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["paper", "email", "axis", "upload", "inside"]),
                    ("state__in", ["waiting", "registered", "joined", "refused"]),
                    ("system__in", ["party", "state"]),
                    models.Q(("title", ""), _negated=True),
                ),
                name="intake_known_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrival",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document", None), ("reason", ""), ("settled_at", None), ("state", "waiting")),
                    models.Q(
                        ("document", None),
                        ("settled_at__isnull", False),
                        ("state", "refused"),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("document__isnull", False),
                        ("reason", ""),
                        ("settled_at__isnull", False),
                        ("state__in", ["registered", "joined"]),
                    ),
                    _connector="OR",
                ),
                name="intake_settled_somehow",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrivalfile",
            constraint=models.UniqueConstraint(fields=("arrival", "position"), name="intake_file_place_once"),
        ),
        migrations.AddConstraint(
            model_name="arrivalfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("carrier", True), ("file_uid", None)),
                    models.Q(("carrier", False), ("fault", ""), ("file_uid__isnull", False)),
                    models.Q(("carrier", False), ("file_uid", None), models.Q(("fault", ""), _negated=True)),
                    _connector="OR",
                ),
                name="intake_file_kept_or_faulty",
            ),
        ),
    ]
