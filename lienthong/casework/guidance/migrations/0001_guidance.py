"""Recordings of spoken guidance; what was published everybody hears, so that no row-level security hides them."""

import django.db.models.deletion
from django.db import migrations, models

import lienthong.toolkit.identity


class Migration(migrations.Migration):
    """Make the table of recordings."""

    initial = True

    dependencies = [
        ("org", "0002_delegation_form"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("subject", models.CharField(max_length=10, verbose_name="nói về")),
                ("code", models.CharField(db_collation="C", max_length=40, verbose_name="mã thủ tục hoặc trang")),
                ("language", models.CharField(max_length=10, verbose_name="ngôn ngữ")),
                ("number", models.PositiveIntegerField(verbose_name="bản thứ")),
                ("words", models.TextField(max_length=2000, verbose_name="nội dung, bằng tiếng Việt")),
                ("file_uid", models.UUIDField(verbose_name="tệp ghi âm")),
                ("mime", models.CharField(max_length=100, verbose_name="loại tệp")),
                ("state", models.CharField(default="waiting", max_length=10, verbose_name="tình trạng")),
                ("made_at", models.DateTimeField(verbose_name="lúc ghi")),
                ("made_by_uid", models.UUIDField(verbose_name="mã người ghi")),
                ("made_by", models.CharField(max_length=200, verbose_name="người ghi")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="lúc duyệt")),
                ("decided_by", models.CharField(blank=True, default="", max_length=200, verbose_name="người duyệt")),
                ("reason", models.CharField(blank=True, default="", max_length=300, verbose_name="lý do không duyệt")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị"
                    ),
                ),
            ],
            options={
                "verbose_name": "bản ghi âm hướng dẫn",
                "verbose_name_plural": "bản ghi âm hướng dẫn",
                "indexes": [
                    models.Index(condition=models.Q(("state", "published")), fields=["subject", "code"], name="guidance_heard")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "subject", "code", "language", "number"), name="guidance_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("unit", "subject", "code", "language"),
                        name="guidance_one_heard",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("language__in", ["vi", "tay", "dao", "san_chi"]),
                            ("state__in", ["waiting", "published", "refused", "replaced"]),
                            ("subject__in", ["procedure", "page"]),
                        ),
                        name="guidance_known_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="guidance_decided_with_its_time",
                    ),
                ],
            },
        ),
    ]
