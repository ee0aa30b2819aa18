"""Drafts go to who takes somebody's work or a unit over; there they are written in the name of the body of the same kind."""

from django.db import migrations, models
from django.db.migrations.operations import RunSQL

ROLES = "lienthong_web, lienthong_worker"
MOVED = "taken_by, taken_by_uid, keeper_id, symbol, body_name, parent_name"


class Migration(migrations.Migration):
    """Add who took a draft over, and let its body follow."""

    dependencies = [("drafting", "0004_opinion_person")]
    operations = [
        migrations.AddField(
            "draft",
            "taken_by",
            models.CharField(blank=True, default="", max_length=200, verbose_name="người nhận bàn giao"),
        ),
        migrations.AddField("draft", "taken_by_uid", models.UUIDField(null=True, verbose_name="mã người nhận bàn giao")),
        RunSQL(
            f"GRANT UPDATE ({MOVED}) ON drafting_draft TO {ROLES};",
            f"REVOKE UPDATE ({MOVED}) ON drafting_draft FROM {ROLES};",
        ),
    ]
