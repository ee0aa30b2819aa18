"""Papers sealed beside the rounds: the minutes of closings, certified copies, scans of what was issued on paper."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

import lienthong.toolkit.identity
from lienthong.toolkit.database import protect

GRANTS = """
REVOKE UPDATE, DELETE, TRUNCATE ON approval_sealed FROM lienthong_web, lienthong_worker;
GRANT UPDATE (replaced_at) ON approval_sealed TO lienthong_web, lienthong_worker;
"""
UNGRANT = "GRANT UPDATE, DELETE ON approval_sealed TO lienthong_web, lienthong_worker;"


class Migration(migrations.Migration):
    """What was sealed is written once; another may take its place."""

    dependencies = [("approval", "0002_round_guard"), ("org", "0002_delegation_form")]
    operations = [
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã định danh"
                    ),
                ),
                ("kind", models.CharField(max_length=10, verbose_name="loại")),
                ("object_uid", models.UUIDField(verbose_name="của")),
                ("way", models.CharField(max_length=10, verbose_name="cách ký")),
                ("file_uid", models.UUIDField(verbose_name="tệp")),
                ("sha256", models.CharField(db_collation="C", max_length=64, verbose_name="mã băm tệp")),
                (
                    "digest",
                    models.CharField(blank=True, db_collation="C", default="", max_length=64, verbose_name="mã băm các dòng"),
                ),
                ("sealed_at", models.DateTimeField(verbose_name="lúc ký")),
                ("sealed_by", models.CharField(max_length=200, verbose_name="người ký hoặc số hóa")),
                ("sealed_by_uid", models.UUIDField(verbose_name="mã người ký")),
                ("sealed_title", models.CharField(max_length=300, verbose_name="chức vụ")),
                ("reason", models.CharField(blank=True, default="", max_length=1000, verbose_name="lý do thay")),
                ("replaced_at", models.DateTimeField(null=True, verbose_name="được thay lúc")),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="đơn vị giữ sổ"
                    ),
                ),
            ],
            options={
                "verbose_name": "bản đóng dấu",
                "verbose_name_plural": "bản đóng dấu",
                "indexes": [models.Index(fields=["sha256"], name="approval_sealed_content")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)), fields=("object_uid",), name="approval_one_is_sealed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["closing", "scan", "copy"]), ("way__in", ["digital", "paper"])),
                        name="approval_sealed_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "closing"), models.Q(("digest", ""), _negated=True)),
                            models.Q(models.Q(("kind", "closing"), _negated=True), ("digest", "")),
                            _connector="OR",
                        ),
                        name="approval_sealed_digest",
                    ),
                ],
            },
        ),
        protect("approval_sealed", column="object_uid", unit_column="keeper_id"),
        RunSQL(GRANTS, UNGRANT),
    ]
