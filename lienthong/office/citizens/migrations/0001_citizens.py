"""Citizens, the codes sent to them, their sessions."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import lienthong.toolkit.identity


class Migration(migrations.Migration):
    initial = True

    dependencies = [("outbox", "0001_roles")]

    operations = [
        migrations.CreateModel(
            name="Citizen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="họ và tên")),
                ("email", models.CharField(db_collation="C", max_length=200, unique=True, verbose_name="thư điện tử")),
                ("phone", models.CharField(blank=True, db_collation="C", default="", max_length=20, verbose_name="điện thoại")),
                ("id_type", models.CharField(blank=True, default="", max_length=20, verbose_name="loại giấy tờ")),
                ("id_number", models.CharField(blank=True, default="", max_length=20, verbose_name="số giấy tờ")),
                ("password", models.CharField(max_length=128, verbose_name="mật khẩu đã băm")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="tạo lúc"),
                ),
            ],
            options={
                "verbose_name": "công dân",
                "verbose_name_plural": "công dân",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("phone", ""), _negated=True), fields=("phone",), name="citizens_phone_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("email", ""), _negated=True), models.Q(("name", ""), _negated=True)),
                        name="citizens_named_with_email",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SentCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("citizen_uid", models.UUIDField(verbose_name="công dân")),
                ("purpose", models.CharField(max_length=10, verbose_name="để làm gì")),
                ("email", models.CharField(max_length=200, verbose_name="gửi tới")),
                ("digest", models.BinaryField(max_length=32, verbose_name="mã băm")),
                ("waiting", models.JSONField(default=dict, verbose_name="điều sẽ ghi")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="số lần nhập")),
                ("expires_at", models.DateTimeField(verbose_name="hết hạn lúc")),
                ("used_at", models.DateTimeField(null=True, verbose_name="dùng lúc")),
            ],
            options={
                "verbose_name": "mã một lần đã gửi",
                "verbose_name_plural": "mã một lần đã gửi",
                "indexes": [models.Index(fields=["expires_at"], name="citizens_code_expires")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("purpose__in", ["register", "sign_in", "reset"])), name="citizens_code_purpose"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, unique=True, verbose_name="mã băm của phiên")),
                ("opened_at", models.DateTimeField(verbose_name="mở lúc")),
                ("seen_at", models.DateTimeField(verbose_name="dùng gần nhất")),
                (
                    "citizen",
                    models.ForeignKey(
                        db_column="citizen_uid",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="citizens.citizen",
                        to_field="uid",
                        verbose_name="công dân",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên của công dân",
                "verbose_name_plural": "phiên của công dân",
                "indexes": [models.Index(fields=["seen_at"], name="citizens_session_seen")],
            },
        ),
    ]
