"""The language of its notices belongs to a dossier, filed online or received at the counter."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Move the language from the filing to the dossier; who came to the counter before was told in Vietnamese."""

    dependencies = [("dossiers", "0013_filing_language")]
    operations = [
        migrations.AddField(
            "dossier", "language", models.CharField(default="vi", max_length=5, verbose_name="ngôn ngữ của tin báo")
        ),
        migrations.RunSQL(
            "UPDATE dossiers_dossier d SET language = f.language FROM dossiers_filing f"
            " WHERE f.dossier_id = d.id AND f.language <> 'vi'",
            "UPDATE dossiers_filing f SET language = d.language FROM dossiers_dossier d"
            " WHERE f.dossier_id = d.id AND d.language <> 'vi'",
            elidable=True,
        ),
        migrations.RemoveField("filing", "language"),
        migrations.AddConstraint(
            "dossier", models.CheckConstraint(condition=Q(language__in=("vi", "en")), name="dossier_known_language")
        ),
    ]
