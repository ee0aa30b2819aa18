"""Procedures and their versions; no two published versions of one procedure hold on one day."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import lienthong.toolkit.identity

ONE_IN_FORCE = migrations.RunSQL(
    """
    ALTER TABLE procedures_procedureversion ADD CONSTRAINT procedures_version_one_in_force
      EXCLUDE USING gist (int8range(procedure_id, procedure_id, '[]') WITH =, daterange(since, until) WITH &&)
      WHERE (state = 'published')
    """,
    "ALTER TABLE procedures_procedureversion DROP CONSTRAINT procedures_version_one_in_force",
)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("national_code", models.CharField(max_length=10, unique=True, verbose_name="mã thủ tục")),
                ("name", models.CharField(max_length=1000, verbose_name="tên")),
                ("folded", models.CharField(db_collation="C", editable=False, max_length=1000, verbose_name="tên để tìm")),
                ("words", models.TextField(db_collation="C", editable=False, verbose_name="các từ để tìm")),
                ("sort_key", models.TextField(db_collation="C", editable=False, verbose_name="khóa xếp")),
                ("field", models.CharField(max_length=200, verbose_name="lĩnh vực")),
                (
                    "level",
                    models.CharField(
                        choices=[("commune", "commune"), ("district", "district"), ("province", "province")],
                        max_length=10,
                        verbose_name="cấp giải quyết",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("external", "external"), ("internal", "internal")], max_length=10, verbose_name="loại"
                    ),
                ),
                ("interlinked", models.BooleanField(default=False, verbose_name="liên thông")),
            ],
            options={
                "verbose_name": "thủ tục hành chính",
                "verbose_name_plural": "thủ tục hành chính",
                "ordering": ["field", "sort_key", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("national_code__regex", "^[1-9]\\.\\d{6}$")), name="procedures_code_form"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ("commune", "district", "province"))), name="procedures_level"
                    ),
                    models.CheckConstraint(condition=models.Q(("kind__in", ("external", "internal"))), name="procedures_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="định danh"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="phiên bản")),
                ("document_code", models.CharField(max_length=60, verbose_name="mã tài liệu")),
                ("issue_number", models.PositiveIntegerField(verbose_name="lần ban hành")),
                ("drafted_by", models.CharField(blank=True, max_length=200, verbose_name="đơn vị soạn")),
                ("reviewed_by", models.CharField(blank=True, max_length=200, verbose_name="đơn vị soát xét")),
                ("approved_by", models.CharField(blank=True, max_length=200, verbose_name="người phê duyệt")),
                ("drafter", models.UUIDField(blank=True, null=True, verbose_name="người soạn")),
                ("reviewer", models.UUIDField(blank=True, null=True, verbose_name="người soát xét")),
                ("approver", models.UUIDField(blank=True, null=True, verbose_name="người duyệt")),
                ("drafted_at", models.DateTimeField(verbose_name="soạn lúc")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="ban hành lúc")),
                ("since", models.DateField(verbose_name="từ ngày")),
                ("until", models.DateField(blank=True, null=True, verbose_name="đến trước ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "bản soạn"),
                            ("in_review", "đang soát xét"),
                            ("approved", "đã duyệt"),
                            ("published", "đã ban hành"),
                            ("withdrawn", "đã thu hồi"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("library", "thư viện kèm sản phẩm"), ("upload", "tải lên"), ("portal", "Cổng dịch vụ công")],
                        default="upload",
                        max_length=10,
                        verbose_name="nguồn",
                    ),
                ),
                ("unverified", models.BooleanField(default=True, verbose_name="chưa kiểm chứng")),
                (
                    "channels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None, verbose_name="kênh tiếp nhận"
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="mã băm nội dung")),
                ("definition", models.JSONField(verbose_name="nội dung")),
                ("source_text", models.TextField(verbose_name="tệp nguồn")),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="procedures.procedure",
                        verbose_name="thủ tục hành chính",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên bản thủ tục",
                "verbose_name_plural": "phiên bản thủ tục",
                "ordering": ["procedure", "number", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "number"), name="procedures_version_number"),
                    models.UniqueConstraint(fields=("document_code", "issue_number"), name="procedures_version_document"),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="procedures_version_forwards",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review", "approved", "published", "withdrawn"])),
                        name="procedures_version_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["library", "upload", "portal"])), name="procedures_version_origin"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="procedures_version_digest"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issue_number__gte", 1), ("number__gte", 1)), name="procedures_version_counts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approver__isnull", True),
                            models.Q(
                                models.Q(("approver", models.F("drafter")), _negated=True),
                                models.Q(("reviewer", models.F("drafter")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="procedures_version_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "published"]), _negated=True),
                            ("approver__isnull", False),
                            ("origin", "library"),
                            _connector="OR",
                        ),
                        name="procedures_version_approved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="procedures_version_published",
                    ),
                ],
            },
        ),
        ONE_IN_FORCE,
    ]
