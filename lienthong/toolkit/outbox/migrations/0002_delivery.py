"""The table of deliveries."""

import django.db.models.functions.comparison
from django.db import migrations, models

import lienthong.toolkit.identity


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = [
        ("outbox", "0001_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã"),
                ),
                ("topic", models.CharField(max_length=100, verbose_name="chủ đề")),
                ("handler", models.CharField(max_length=100, verbose_name="nơi nhận")),
                ("payload", models.JSONField(verbose_name="nội dung")),
                (
                    "units",
                    models.TextField(
                        db_default=django.db.models.functions.comparison.Coalesce(
                            models.Func(models.Value("lienthong.units"), models.Value(True), function="current_setting"),
                            models.Value(""),
                        ),
                        verbose_name="đơn vị của giao dịch",
                    ),
                ),
                ("announced_at", models.DateTimeField(verbose_name="báo lúc")),
                ("next_try_at", models.DateTimeField(verbose_name="gửi từ lúc")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="số lần hỏng")),
                ("delivered_at", models.DateTimeField(null=True, verbose_name="gửi xong lúc")),
                ("dead_at", models.DateTimeField(null=True, verbose_name="ngừng gửi lúc")),
                ("last_error", models.TextField(blank=True, default="", verbose_name="lỗi gần nhất")),
            ],
            options={
                "verbose_name": "lượt gửi",
                "verbose_name_plural": "các lượt gửi",
                "db_table": "outbox_delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("dead_at", None), ("delivered_at", None)),
                        fields=["next_try_at", "id"],
                        name="outbox_waiting",
                    ),
                    models.Index(condition=models.Q(("dead_at__isnull", False)), fields=["dead_at", "id"], name="outbox_dead"),
                    models.Index(
                        condition=models.Q(("delivered_at__isnull", False)), fields=["delivered_at"], name="outbox_delivered"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("delivered_at", None), ("dead_at", None), _connector="OR"),
                        name="outbox_delivered_or_dead_never_both",
                    )
                ],
            },
        ),
    ]
