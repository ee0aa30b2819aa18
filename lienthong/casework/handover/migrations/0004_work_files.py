"""Work files that are not finished are lines of minutes."""

from django.db import migrations, models
from django.db.models import Q

KINDS = ["task", "book", "range", "seal", "other"]


class Migration(migrations.Migration):
    """Know lines of work files."""

    dependencies = [("handover", "0003_succession")]
    operations = [
        migrations.RemoveConstraint("handoveritem", "handover_item_known_kind"),
        migrations.AddConstraint(
            "handoveritem",
            models.CheckConstraint(condition=Q(kind__in=["task", "file", *KINDS[1:]]), name="handover_item_known_kind"),
        ),
    ]
