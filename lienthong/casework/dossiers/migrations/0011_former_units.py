"""An open dossier moves to the unit that takes over, and remembers whose it was."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Add where a dossier was before a reorganisation of units."""

    dependencies = [("dossiers", "0010_fee_copies")]
    operations = [
        migrations.AddField(
            "dossier", "origin_unit_id", models.BigIntegerField(null=True, verbose_name="đơn vị tiếp nhận lúc đầu")
        ),
        migrations.AddField("dossier", "former", models.JSONField(default=list, verbose_name="các đơn vị trước khi sắp xếp")),
        migrations.AddIndex(
            "dossier",
            models.Index(
                fields=["origin_unit_id", "received_at"], condition=Q(origin_unit_id__isnull=False), name="dossier_moved"
            ),
        ),
    ]
