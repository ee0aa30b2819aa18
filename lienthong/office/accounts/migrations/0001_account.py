"""Accounts of people, tokens of programs, slow-down buckets, forms kept for a moment."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import lienthong.toolkit.identity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_org"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bucket",
            fields=[
                ("key", models.BinaryField(max_length=32, primary_key=True, serialize=False, verbose_name="khóa băm")),
                ("tokens", models.FloatField(verbose_name="số lần còn lại")),
                ("at", models.DateTimeField(verbose_name="tính đến lúc")),
            ],
            options={
                "verbose_name": "bình đếm lần thử",
                "verbose_name_plural": "bình đếm lần thử",
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("username", models.CharField(db_collation="C", max_length=60, unique=True, verbose_name="tên đăng nhập")),
                ("email", models.EmailField(blank=True, default="", max_length=254, verbose_name="thư điện tử")),
                ("is_active", models.BooleanField(default=True, verbose_name="đang dùng")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="tạo lúc"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.person",
                        verbose_name="người",
                    ),
                ),
            ],
            options={
                "verbose_name": "tài khoản",
                "verbose_name_plural": "tài khoản",
                "ordering": ["username"],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="tên")),
                ("digest", models.BinaryField(max_length=32, unique=True, verbose_name="mã băm SHA-256")),
                ("hint", models.CharField(max_length=4, verbose_name="bốn ký tự cuối")),
                ("duty", models.CharField(max_length=40, verbose_name="nhiệm vụ")),
                ("created_at", models.DateTimeField(verbose_name="tạo lúc")),
                ("expires_at", models.DateTimeField(verbose_name="hết hạn lúc")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="thu hồi lúc")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.person",
                        verbose_name="người chịu trách nhiệm",
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
                "verbose_name": "mã truy cập API",
                "verbose_name_plural": "mã truy cập API",
                "ordering": ["-created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                (
                    "digest",
                    models.BinaryField(max_length=32, primary_key=True, serialize=False, verbose_name="mã băm của mã giữ"),
                ),
                ("sealed", models.BinaryField(verbose_name="dữ liệu đã mã hóa")),
                ("kept_at", models.DateTimeField(verbose_name="giữ lúc")),
                ("expires_at", models.DateTimeField(verbose_name="xóa sau")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "biểu mẫu đang giữ",
                "verbose_name_plural": "biểu mẫu đang giữ",
            },
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("username__regex", "^[a-z0-9][a-z0-9._-]{2,59}$")), name="accounts_account_username"
            ),
        ),
        migrations.AddConstraint(
            model_name="apitoken",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("created_at"))), name="accounts_apitoken_forwards"
            ),
        ),
        migrations.AddIndex(
            model_name="keptform",
            index=models.Index(fields=["expires_at"], name="accounts_keptform_expires"),
        ),
    ]
