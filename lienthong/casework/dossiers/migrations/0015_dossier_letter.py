"""A dossier knows the incoming document from which the counter opened it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Dossiers of before came to the counter or online."""

    dependencies = [("dossiers", "0014_dossier_language")]
    operations = [
        migrations.AddField("dossier", "letter_uid", models.UUIDField(null=True, verbose_name="mở từ văn bản đến")),
        migrations.AddIndex(
            "dossier", models.Index(fields=["letter_uid"], condition=Q(letter_uid__isnull=False), name="dossier_of_letter")
        ),
    ]
