"""A document that its issuer took back, and what took its place."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

NEW = "recalled_at, recalled_by, recall_reason, replaced_by_id"
ROLES = "lienthong_web, lienthong_worker"


class Migration(migrations.Migration):
    """Add the marks; whoever keeps the register writes them, nobody takes them away unseen: the ledger has the act."""

    dependencies = [("documents", "0003_channel_inside"), ("documents", "0004_search")]
    operations = [
        migrations.AddField("document", "recalled_at", models.DateTimeField(null=True, verbose_name="thu hồi lúc")),
        migrations.AddField(
            "document",
            "recalled_by",
            models.CharField(blank=True, default="", max_length=200, verbose_name="người ghi thu hồi"),
        ),
        migrations.AddField(
            "document", "recall_reason", models.CharField(blank=True, default="", max_length=300, verbose_name="lý do thu hồi")
        ),
        migrations.AddField(
            "document",
            "replaced_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
                to_field="uid",
                verbose_name="thay thế bởi",
            ),
        ),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                condition=models.Q(("recall_reason", ""), ("recalled_at", None), ("recalled_by", ""))
                | models.Q(
                    ("recalled_at__isnull", False),
                    models.Q(("recalled_by", ""), _negated=True),
                    models.Q(("recall_reason", ""), _negated=True),
                ),
                name="documents_recalled_with_reason",
            ),
        ),
        RunSQL(
            f"GRANT UPDATE ({NEW}) ON documents_document TO {ROLES};",
            f"REVOKE UPDATE ({NEW}) ON documents_document FROM {ROLES};",
        ),
    ]
