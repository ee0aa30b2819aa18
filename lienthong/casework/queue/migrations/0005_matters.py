"""What groups of counters serve."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from lienthong.casework.queue.rules.matters import Kind
from lienthong.toolkit.database import protect_by_parent


class Migration(migrations.Migration):
    """Make the table of matters, seen by whoever sees the group."""

    dependencies = [("queue", "0004_bookings_guard")]
    operations = [
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[(Kind.PROCEDURE, Kind.PROCEDURE), (Kind.FIELD, Kind.FIELD)],
                        max_length=10,
                        verbose_name="loại việc",
                    ),
                ),
                ("key", models.CharField(max_length=200, verbose_name="mã thủ tục hoặc tên lĩnh vực")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="queue.countergroup",
                        verbose_name="nhóm quầy",
                    ),
                ),
            ],
            options={
                "verbose_name": "việc của nhóm quầy",
                "verbose_name_plural": "việc của nhóm quầy",
                "constraints": [
                    models.UniqueConstraint(fields=("group", "kind", "key"), name="queue_matter_once"),
                    models.CheckConstraint(condition=Q(kind__in=["procedure", "field"]), name="queue_matter_known_kind"),
                    models.CheckConstraint(condition=Q(key="", _negated=True), name="queue_matter_is_named"),
                ],
            },
        ),
        protect_by_parent("queue_matter", parent="queue_countergroup", column="group_id"),
    ]
