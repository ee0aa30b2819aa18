"""Drafts that are not finished are lines of minutes."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ["task", "file", "draft", "book", "range", "seal", "other"]


class Migration(migrations.Migration):
    """Know lines of drafts."""

    dependencies = [("handover", "0004_work_files")]
    operations = [
        migrations.RemoveConstraint("handoveritem", "handover_item_known_kind"),
        migrations.AddConstraint(
            "handoveritem", models.CheckConstraint(condition=Q(kind__in=KINDS), name="handover_item_known_kind")
        ),
    ]
