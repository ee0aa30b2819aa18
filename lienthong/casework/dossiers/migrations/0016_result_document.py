"""A dossier knows which document of the outgoing register its result is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Results of before have numbers of books, or typed ones."""

    dependencies = [("dossiers", "0015_dossier_letter")]
    operations = [
        migrations.AddField(
            "dossier", "result_document", models.UUIDField(null=True, unique=True, verbose_name="văn bản kết quả")
        ),
    ]
