"""Parts, and letters before a leader, say from which unit that ended they were taken over."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations import RunSQL

ROLES = "lienthong_web, lienthong_worker"


def _came_from() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit", verbose_name="tiếp nhận từ"
    )


class Migration(migrations.Migration):
    """Add the unit; an act that ends units writes it, its undo takes it away."""

    dependencies = [("handling", "0002_letter_guard"), ("org", "0002_delegation_form")]
    operations = [
        migrations.AddField("letter", "came_from", _came_from()),
        migrations.AddField("part", "came_from", _came_from()),
        RunSQL(
            f"GRANT UPDATE (came_from_id) ON handling_letter TO {ROLES};GRANT UPDATE (came_from_id) ON handling_part TO {ROLES};",
            f"REVOKE UPDATE (came_from_id) ON handling_letter FROM {ROLES};"
            f"REVOKE UPDATE (came_from_id) ON handling_part FROM {ROLES};",
        ),
    ]
