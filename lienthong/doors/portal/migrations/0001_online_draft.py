"""Filings that citizens have begun; each sees their own."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

import lienthong.toolkit.identity

OWN = "(SELECT lienthong_everything()) OR portal_onlinedraft.citizen_uid = (SELECT lienthong_citizen())"


class Migration(migrations.Migration):
    """Make the table and its guard."""

    initial = True
    dependencies = [("citizens", "0002_own_rows")]
    operations = [
        migrations.CreateModel(
            name="OnlineDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=lienthong.toolkit.identity.new_uid, editable=False, unique=True, verbose_name="mã bản nháp"
                    ),
                ),
                ("citizen_uid", models.UUIDField(verbose_name="công dân")),
                ("version_uid", models.UUIDField(verbose_name="phiên bản thủ tục")),
                ("name", models.CharField(max_length=500, verbose_name="tên thủ tục")),
                ("typed", models.JSONField(default=dict, verbose_name="điều đã gõ")),
                ("unit_id", models.BigIntegerField(null=True, verbose_name="đơn vị sẽ nhận")),
                ("dossier_uid", models.UUIDField(null=True, verbose_name="hồ sơ")),
                ("updated_at", models.DateTimeField(verbose_name="lưu lúc")),
            ],
            options={
                "verbose_name": "bản khai đang làm",
                "verbose_name_plural": "bản khai đang làm",
                "indexes": [models.Index(fields=["citizen_uid", "-updated_at"], name="portal_draft_citizen")],
            },
        ),
        RunSQL(
            "ALTER TABLE portal_onlinedraft ENABLE ROW LEVEL SECURITY;"
            "CREATE POLICY portal_onlinedraft_own ON portal_onlinedraft FOR ALL TO lienthong_web, lienthong_worker"
            f" USING ({OWN}) WITH CHECK ({OWN});",
            "DROP POLICY portal_onlinedraft_own ON portal_onlinedraft; ALTER TABLE portal_onlinedraft DISABLE ROW LEVEL SECURITY;",
        ),
    ]
